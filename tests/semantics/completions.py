"""All completions of a case: each way to settle who there is, the missing facts, the findings.

Part of the executable page of the meaning (see `meaning.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

from parser.resolved.tree import Case, Constant, Statement
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import UNKNOWN, Entity, Value
from tests.semantics.meaning import Everybody, Row
from tests.semantics.quantities import Known, within

Fact = tuple[str, Row]
Values = Mapping[str, Sequence[Known]]

_AT_ONCE = 3
"""How many further values a relation with several is given at once, at most."""

_DRAWN, _MORE, _MOST = 40, 6, 16
"""How many sets of so many further values at most are drawn where one looks beyond that; a fifth
of them may be larger."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that is not settled, and each way to settle it; a `finding` if by an authority."""

    options: tuple[frozenset[Fact], ...]
    finding: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to settle everything: `findings` are the open ones that were made."""

    everybody: Everybody
    facts: frozenset[Fact]
    findings: frozenset[Fact]


def how_many(choices: Iterable[Choice]) -> int:
    """Return the number of ways to settle all choices."""
    total = 1
    for choice in choices:
        total *= len(choice.options)
    return total


def completions(
    choices: Sequence[Choice], everybody: Everybody, most: int, random: Random
) -> Iterator[Completion]:
    """Yield every completion over some people, or `most` of them at random if there are more."""
    if how_many(choices) <= most:
        ways: Iterable[tuple[frozenset[Fact], ...]] = product(*(one.options for one in choices))
    else:
        ways = (tuple(random.choice(one.options) for one in choices) for _ in range(most))
    for way in ways:
        pairs = list(zip(choices, way, strict=True))
        findings = frozenset(fact for choice, made in pairs if choice.finding for fact in made)
        yield Completion(everybody, frozenset(fact for made in way for fact in made), findings)


def choices(
    predicates: Iterable[Predicate],
    case: Case,
    everybody: Everybody,
    values: Values,
    wide: Random | None = None,
    sizes: Sequence[int] = (),
) -> list[Choice]:
    """Return what a case leaves open about some given and decided sentences.

    What is stated holds (a value that is half known is one of those it may be), what is denied
    does not, a closed relation has no more than what is stated, a single slot has one value at
    most, and everything else may hold or not. Closed is also what the vocabulary or the case
    closes by default, except about those of whom the case says that it is not known. With `wide`,
    sets of further values are drawn that may be larger, some of one of the `sizes`.
    """
    found: list[Choice] = []
    every = any(one.kind == "closes all" for one in case.statements)
    for predicate in predicates:
        own = [one for one in case.statements if one.sentence.predicate == predicate.name]
        closed = predicate.origin == "given" and (predicate.else_no or every)
        found += _Open(predicate, own, everybody, values, closed, wide, sizes).choices()
    return found


@dataclass
class _Open:
    """One predicate with what a case says of it, and whether it is `closed` by default."""

    predicate: Predicate
    said: Sequence[Statement]
    everybody: Everybody
    values: Values
    closed: bool = False
    wide: Random | None = None
    sizes: Sequence[int] = ()

    def choices(self) -> Iterator[Choice]:
        stated = [_pattern(one, UNKNOWN) for one in self.said if one.kind == "states"]
        if self.predicate.single is not None:
            yield from self._single(self.predicate.single, stated)
            return
        for pattern in stated:
            yield Choice(tuple(self._fact(row) for row in self._rows(pattern)))
        settled = {
            row for pattern in stated if self._is_exact(pattern) for row in self._rows(pattern)
        }
        further: dict[Row, list[Row]] = {}
        for row in self._rows(self._anything()):
            if row not in settled and not self._is_closed(row):
                people = tuple(one for one in row if isinstance(one, Entity))
                further.setdefault(people, []).append(row)
        for rows in further.values():
            sets = list(self._sets(rows))
            yield self._choice(
                [frozenset((self.predicate.name, row) for row in one) for one in sets]
            )

    def _sets(self, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        """Yield sets of rows that may be so beside what is stated."""
        if self.wide is not None and len(rows) > _AT_ONCE:
            yield ()
            for number in range(_DRAWN):
                size = 1 + number % _MORE if number % 5 else self.wide.randint(1, _MOST)
                if self.sizes and number % 2:
                    size = self.wide.choice(self.sizes)
                yield self.wide.sample(rows, min(size, len(rows)))
            return
        many = len(rows) if len(rows) <= _AT_ONCE else 2
        yield from (some for n in range(many + 1) for some in combinations(rows, n))

    def _single(self, single: int, stated: Sequence[tuple[Value | None, ...]]) -> Iterator[Choice]:
        """Yield for each combination of the other slots that the single one has one value or none.

        What is said of the one value of a combination is said of the same one.
        """
        groups: dict[Row, list[Row]] = {}
        for row in self._rows(self._anything()):
            groups.setdefault((*row[:single], *row[single + 1 :]), []).append(row)
        for rows in groups.values():
            about = [pattern for pattern in stated if self._is_about(pattern, rows[0], single)]
            fitting = [row for row in rows if all(_fits(pattern, row) for pattern in about)]
            if about:
                yield Choice(tuple(self._fact(row) for row in fitting))
            else:
                open_rows = [row for row in rows if not self._is_closed(row)]
                yield self._choice([frozenset(), *(self._fact(row) for row in open_rows)])

    def _is_about(self, pattern: tuple[Value | None, ...], row: Row, single: int) -> bool:
        """Tell whether what is stated is about the combination of other slots of a row."""
        return _fits((*pattern[:single], None, *pattern[single + 1 :]), row)

    def _choice(self, options: Sequence[frozenset[Fact]]) -> Choice:
        return Choice(tuple(options), self.predicate.origin == "decided" and len(options) > 1)

    def _fact(self, row: Row) -> frozenset[Fact]:
        return frozenset({(self.predicate.name, row)})

    def _anything(self) -> tuple[Value | None, ...]:
        return (None,) * len(self.predicate.slots)

    def _is_exact(self, pattern: Sequence[Value | None]) -> bool:
        return len(list(self._rows(pattern))) == 1

    def _rows(self, pattern: Sequence[Value | None]) -> Iterator[Row]:
        """Yield the rows that a pattern may stand for, except those that cannot be."""
        places: list[list[Known]] = []
        for slot, said in zip(self.predicate.slots, pattern, strict=True):
            if slot.kind not in VALUE_KINDS:
                pool: Sequence[Known] = self.everybody.get(slot.kind, ())
            else:
                pool = self.values[slot.kind]
            places.append([one for one in pool if _agree(said, one)])
        for row in product(*places):
            people = [one for one in row if isinstance(one, Entity)]
            if self.predicate.irreflexive and len(set(people)) < len(people):
                continue
            if not self._is_said(row, "denies"):
                yield row

    def _is_closed(self, row: Row) -> bool:
        return self._is_said(row, "closes") or (self.closed and not self._is_left_open(row))

    def _is_left_open(self, row: Row) -> bool:
        """Tell whether the case says of the individuals of a row that it is not known."""
        people = tuple(one if isinstance(one, Entity) else None for one in row)
        return any(
            all(
                said is None or not isinstance(said, Entity) or said == whom
                for said, whom in zip(_pattern(one, None), people, strict=True)
            )
            for one in self.said
            if one.kind == "opens"
        )

    def _is_said(self, row: Row, kind: str) -> bool:
        return any(_fits(_pattern(one, None), row) for one in self.said if one.kind == kind)


def _fits(pattern: Sequence[Value | None], row: Row) -> bool:
    return all(map(_agree, pattern, row))


def _agree(said: Value | None, value: Known) -> bool:
    return said is None or within(value, said)


def _pattern(statement: Statement, anything: Value | None) -> tuple[Value | None, ...]:
    """Return what a statement says of each slot; `anything` stands for `a date`, `a person`."""
    return tuple(
        term.value if isinstance(term, Constant) else anything for term in statement.sentence.args
    )
