"""What an answer claims of missing facts, held against the completions in which it is claimed.

"If it is so: yes; if it is not: no" is a claim about every completion in which it is so, and about
every one in which it is not; so is what an authority could decide, and so are the two ways in
which an open question is shown to turn out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from engine.answers.reply import Answer, Need, Verdict
from engine.rails.supposing import Supposed
from parser.resolved.tree import Case, Constant, Statement
from parser.values import Entity, Range, Value
from tests.semantics.completions import Completion
from tests.semantics.meaning import Row
from tests.semantics.quantities import Known, Meaningless, known, within

Said = Value | None


@dataclass(frozen=True)
class Wrong:
    """A claim that some completion refutes: in it the sentence is `right`."""

    kind: str
    claim: str
    said: str
    right: str


def wrong_claims(
    case: Case, answer: Answer, looked_at: Sequence[tuple[Completion, bool]]
) -> Iterator[Wrong]:
    """Yield the claims of an answer that some completion refutes, each once.

    `looked_at` are completions, each with whether the sentence that is asked about is true there.
    Of *depends* and *unknown* on one side nothing is claimed.
    """
    claims: list[tuple[str, str, Verdict, Sequence[_Claim]]] = []
    for one in answer.missing:
        needs = [_Claim.of_need(need, case) for need in one.needs]
        claims.append(("wrong decider", "if it is so", one.if_so, needs))
        for need, found in zip(needs, one.each, strict=bool(one.each)):
            claims.append(("wrong decider", "if it is not", found, [need.contrary()]))
        if not one.each and len(needs) == 1:
            claims.append(("wrong decider", "if it is not", one.if_not, [needs[0].contrary()]))
    if answer.verdict == "depends" and not answer.contested:
        needs = [_Claim.of_need(need, case) for need in answer.rests_on]
        claims.append(("wrong decider", "if it is found so", "yes", needs))
        for need, found in zip(needs, answer.otherwise, strict=bool(answer.otherwise)):
            claims.append(("wrong decider", "if it is found otherwise", found, [need.contrary()]))
    for found, way in answer.ways:
        if all(_is_told(one, case) for one in way):
            ways = [_Claim.of_supposed(one, case) for one in way if one.how != "within"]
            claims.append(("wrong way", "where it turns out so", found, ways))
    for kind, claim, verdict, conditions in claims:
        if verdict not in ("yes", "no") or not conditions:
            continue
        for completion, is_true in looked_at:
            if is_true != (verdict == "yes") and _are_so(conditions, completion):
                told = "; ".join(one.words() for one in conditions)
                yield Wrong(kind, f"{claim}: {told}", verdict, "yes" if is_true else "no")
                break


def _are_so(conditions: Sequence["_Claim"], completion: Completion) -> bool:
    """Tell whether a completion is one of those of which something is claimed.

    An example stands for anybody but some, for the same one wherever it stands, and two examples
    stand for two (where something is not so, it is so of nobody at all). What supplies the values
    of several statements about one thing, or says that nothing more than these is so, is looked at
    together.
    """
    examples = {one: others for each in conditions for one, others in each.examples}
    pools = [
        [whom for whom in completion.everybody.get(one.kind, ()) if whom not in others]
        for one, others in examples.items()
    ]
    ways = [dict(zip(examples, chosen, strict=True)) for chosen in product(*pools)]
    if not _fit_together(conditions, completion):
        return False
    if any(one.contradicted for one in conditions):
        return all(each.is_so(completion, way) for each in conditions for way in ways)
    apart = [way for way in ways if len(set(way.values())) == len(way)]
    return any(all(each.is_so(completion, way) for each in conditions) for way in apart)


def _fit_together(conditions: Sequence["_Claim"], completion: Completion) -> bool:
    """Tell whether each statement that gets a value may be about a row of its own, and no more is.

    Each row is then one of those, or one that another statement is about, or nothing rules it out.
    """
    narrowed = [
        one
        for one in conditions
        if one.replaced is not None and not one.contradicted and not one.negative
    ]
    for pred in {one.pred for one in narrowed}:
        own = [one for one in narrowed if one.pred == pred]
        closing = [one.pattern for one in conditions if one.pred == pred and one.negative]
        if len(own) < 2 and not closing:
            continue
        closed = (*own[0].closed, *closing)
        replaced = [one.replaced for one in own]
        others = [one for one in own[0].every if one not in replaced]
        rows = [row for name, row in completion.facts if name == pred]
        fitting = [
            [row for row in rows if _agrees(one.replaced or (), row) and _agrees(one.pattern, row)]
            for one in own
        ]
        if not any(
            all(
                row in chosen
                or any(_agrees(one, row) for one in others)
                or not any(_agrees(one, row) for one in closed)
                for row in rows
            )
            for chosen in product(*fitting)
        ):
            return False
    return True


@dataclass(frozen=True)
class _Claim:
    """What is claimed of a sentence: that some row of it is so, or none more than is stated.

    At each place stands what its value is (`None`: any); `examples` are individuals who stand for
    anybody but some. What supplies the value of a statement is `replaced`: then, `contradicted`,
    that statement has another value.
    """

    pred: str
    pattern: tuple[Said, ...]
    examples: tuple[tuple[Entity, tuple[Entity, ...]], ...]
    negative: bool
    stated: tuple[tuple[Said, ...], ...]
    replaced: tuple[Said, ...] | None = None
    contradicted: bool = False
    beside: tuple[tuple[Said, ...], ...] = ()
    closed: tuple[tuple[Said, ...], ...] = ()
    every: tuple[tuple[Said, ...], ...] = ()

    @staticmethod
    def of_need(need: Need, case: Case) -> "_Claim":
        pattern: list[Said] = list(need.atom.args)
        for limit in need.limits:
            pattern[limit.place] = Range(limit.low, limit.high)
        examples = tuple(
            (one, tuple(other for at, other in need.other_than if at == place))
            for place in need.examples
            if isinstance(one := need.atom.args[place], Entity)
        )
        replaced = None if need.replaces is None else _pattern(need.replaces)
        return _Claim(
            need.atom.pred,
            tuple(pattern),
            examples,
            need.negative,
            _stated(case, need.atom.pred) if need.negative and None in pattern else (),
            replaced,
            beside=_beside(case, need.atom.pred, need.replaces),
            closed=_closed(case, need.atom.pred),
            every=_stated(case, need.atom.pred),
        )

    @staticmethod
    def of_supposed(one: Supposed, case: Case) -> "_Claim":
        pattern = tuple(map(_plain, one.atom.args))
        negative = one.how == "not"
        stated = _stated(case, one.atom.pred) if negative and None in pattern else ()
        replaced = None if one.stated is None else tuple(map(_plain, one.stated.args))
        beside = tuple(
            row for row in _stated(case, one.atom.pred) if replaced is None or row != replaced
        )
        return _Claim(
            one.atom.pred,
            pattern,
            (),
            negative,
            stated,
            replaced,
            beside=beside,
            closed=_closed(case, one.atom.pred),
            every=_stated(case, one.atom.pred),
        )

    def contrary(self) -> "_Claim":
        """Return what is claimed where it is not so."""
        return replace(self, contradicted=True)

    def is_so(self, completion: Completion, chosen: Mapping[Entity, Entity]) -> bool:
        """Tell whether a completion is one of those of which it is claimed, of those chosen."""
        pattern = [chosen.get(one, one) if isinstance(one, Entity) else one for one in self.pattern]
        rows = [row for pred, row in completion.facts if pred == self.pred]
        fitting = [row for row in rows if _agrees(pattern, row)]
        if self.negative:
            more = any(not any(_agrees(one, row) for one in self.stated) for row in fitting)
            saying = [one for one in self.stated if any(_agrees(one, row) for row in fitting)]
            is_met = not more and len(fitting) <= len(saying)
            return is_met != self.contradicted
        if self.replaced is not None:
            return any(
                _agrees(self.replaced, row)
                and (row in fitting) != self.contradicted
                and all(one == row or self._may_be_too(one) for one in rows)
                for row in rows
            )
        return bool(fitting) != self.contradicted

    def _may_be_too(self, row: Row) -> bool:
        """Tell whether a row may be so beside the one that a replaced statement is about."""
        if any(_agrees(one, row) for one in self.beside):
            return True
        return not any(_agrees(one, row) for one in self.closed)

    def words(self) -> str:
        said = ", ".join("any" if one is None else str(one) for one in self.pattern)
        sign = ("not " if self.negative else "") + ("contrary of " if self.contradicted else "")
        return f"{sign}{self.pred}({said})"


def _pattern(statement: Statement) -> tuple[Said, ...]:
    return tuple(
        None if not isinstance(term, Constant) or _is_any(term.value) else term.value
        for term in statement.sentence.args
    )


def _stated(case: Case, pred: str) -> tuple[tuple[Said, ...], ...]:
    return tuple(
        _pattern(one)
        for one in case.statements
        if one.kind == "states" and one.sentence.predicate == pred
    )


def _beside(case: Case, pred: str, but: Statement | None) -> tuple[tuple[Said, ...], ...]:
    """Return what is stated of a sentence by other statements than one."""
    return tuple(
        _pattern(one)
        for one in case.statements
        if one.kind == "states" and one.sentence.predicate == pred and one != but
    )


def _closed(case: Case, pred: str) -> tuple[tuple[Said, ...], ...]:
    """Return the patterns of which the case says that all is given."""
    if any(one.kind == "closes all" for one in case.statements):
        arity = next(
            (len(one.sentence.args) for one in case.statements if one.sentence.predicate == pred), 0
        )
        return ((None,) * arity,)
    return tuple(
        _pattern(one)
        for one in case.statements
        if one.kind == "closes" and one.sentence.predicate == pred
    )


def _is_any(value: Said) -> bool:
    return value is None or (isinstance(value, Range) and value.low is None and value.high is None)


def _plain(value: Said) -> Said:
    """Return a value without the name that it got in a case; None for any."""
    if _is_any(value):
        return None
    return replace(value, of="") if isinstance(value, Range) else value


def _agrees(pattern: Sequence[Said], row: Row) -> bool:
    return all(
        said is None or _is_within(value, said) for said, value in zip(pattern, row, strict=True)
    )


def _is_within(value: Known, said: Value) -> bool:
    try:
        if not within(value, said):
            return False
    except Meaningless:  # an amount in another currency is none of those
        return False
    if not isinstance(said, Range):
        return True
    at_low = said.above and said.low is not None and value == known(said.low)
    return not at_low and not (said.below and said.high is not None and value == known(said.high))


def _is_told(one: Supposed, case: Case) -> bool:
    """Tell whether what is supposed is about people of whom a case speaks, and nobody new."""
    names = {
        term.value
        for each in case.statements
        for term in each.sentence.args
        if isinstance(term, Constant)
    }
    return all(not isinstance(value, Entity) or value in names for value in one.atom.args)
