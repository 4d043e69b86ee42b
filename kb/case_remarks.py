"""Warnings about the cases of one file: their titles, their days, names that look alike."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from parser.resolved.tree import Case, Constant, Sentence
from parser.text.diagnostic import Diagnostic, Label, warning
from parser.text.span import Span
from parser.values import Entity

_SHORTEST = 3
"""Names of fewer letters differ by one too often to warn of it."""

_LOOKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'"})


def case_remarks(cases: Sequence[Case], declared: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield warnings about the cases of one file; `declared` are the names that laws declare.

    They are about two cases of one title, a case that names no day, and names that look alike.
    """
    first: dict[str, Span] = {}
    for case in cases:
        known = first.setdefault(case.title, case.span)
        if known is not case.span:
            yield warning(
                "same-title",
                f"there are two cases called `{case.title}`",
                case.span,
                "give one of them another title: results are reported by it",
                Label(known, "the other one"),
            )
        if case.as_of is None:
            yield warning(
                "no-day",
                "this case names no day, so that its answers change with the calendar",
                case.span,
                "write `as of DATE` above `given`",
            )
        yield from _of_names(case, declared)


def _of_names(case: Case, declared: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a warning for each name that looks like another one, or differs by one letter."""
    uses: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for name, span in _named(case):
        uses[name] += 1
        places.setdefault(name, span)
    known = {**dict.fromkeys(declared), **dict.fromkeys(uses)}
    looks: dict[str, str] = {}
    for name in known:
        looks.setdefault(_look(name), name)
    for name in uses:
        if name in declared:
            continue
        if (other := looks[_look(name)]) != name:
            yield warning(
                "look-alike-name",
                f"`{name}` and `{other}` are two names that look the same",
                places[name],
                "write both with the same apostrophes and blanks",
                *([Label(places[other], "the other one")] if other in places else []),
            )
        elif uses[name] == 1:
            near = [each for each in uses if uses[each] > 1 and _is_near(name, each)]
            if near and case.names.get(near[0]) == case.names.get(name):
                yield warning(
                    "similar-name",
                    f"`{name}` occurs once, beside `{near[0]}`",
                    places[name],
                    f"if both are the same, write `{near[0]}` here too",
                    Label(places[near[0]], "the other one"),
                )


def _named(case: Case) -> Iterator[tuple[str, Span]]:
    for statement in case.statements:
        yield from _in_sentence(statement.sentence)
    for expectation in case.expectations:
        yield from _in_sentence(expectation.question.sentence)
        for row in expectation.values or ():
            for value in row:
                if isinstance(value, Entity):
                    yield value.name, expectation.span


def _in_sentence(sentence: Sentence) -> Iterator[tuple[str, Span]]:
    for arg in sentence.args:
        if isinstance(arg, Constant) and isinstance(arg.value, Entity):
            yield arg.value.name, arg.span


@lru_cache(maxsize=10_000)
def _look(name: str) -> str:
    r"""Return what a name looks like: its apostrophes and blanks of one sort each.

    >>> _look("O\u2019Brien\u00a0 Jr") == _look("O'Brien Jr")
    True
    """
    return re.sub(r"\s+", " ", normalize("NFKC", name).translate(_LOOKS)).strip()


def _is_near(one: str, other: str) -> bool:
    """Tell whether two names differ by one letter, or by two that have changed places.

    >>> _is_near("Iwo", "Ivo"), _is_near("Anna", "Ana"), _is_near("Child1", "Child2")
    (True, True, False)
    """
    one, other = one.casefold(), other.casefold()
    if min(len(one), len(other)) < _SHORTEST or one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    pairs = enumerate(zip(one, other, strict=False))
    at = next((i for i, (left, right) in pairs if left != right), len(one))
    changed = one[at : at + 1] + other[at : at + 1]
    if any(not letter.isalpha() for letter in changed):
        return False
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return swapped or one[at + 1 :] == other[at + 1 :]
    return len(other) == len(one) + 1 and one[at:] == other[at + 1 :]
