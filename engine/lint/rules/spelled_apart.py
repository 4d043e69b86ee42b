"""L105: two sentences or names that differ by next to nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE

_SMALL = frozenset({"a", "an", "the", "of", "in", "at", "to", "on", "for", "by"})
_LONG = 5
"""How many letters a word has of which one more or less is a slip."""


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield sentences, and names of one kind, that look like one spelled in two ways."""
    yield from _sentences(laws)
    yield from _names(laws)


def _sentences(laws: Laws) -> Iterator[Diagnostic]:
    """Yield sentences with the same slots that are a slip apart. Linear in all but slips."""
    known: dict[object, list[Predicate]] = defaultdict(list)
    for law in laws.kb.laws:
        for one in law.predicates.values():
            if not one.parts or one.span == NOWHERE or one.apart:
                continue
            kinds, words = tuple(slot.kind for slot in one.slots), _words(one)
            keys = list(dict.fromkeys((kinds, key) for key in _near(words)))
            found = {each.span: each for key in keys for each in known[key]}
            for other in found.values():
                if is_slip(words, _words(other)):
                    yield finding(
                        "L105",
                        f"`{template_text(one)}` is `{template_text(other)}` but for next to "
                        "nothing",
                        one.span,
                        "write one of them everywhere; or word the two so that nobody takes one "
                        "for the other",
                        Label(other.span, "the other one"),
                    )
            for key in keys:
                known[key].append(one)


def _near(words: tuple[str, ...]) -> Iterator[object]:
    """Yield keys of which two rows of words that are a slip apart have one in common.

    They are the words without small ones, and with a letter left out of a long one: two words that
    differ by a letter are one where that letter is left out.
    """
    yield tuple(word for word in words if word not in _SMALL)
    for place, word in enumerate(words):
        if len(word) >= _LONG and word.isalpha():
            before, after = words[:place], words[place + 1 :]
            yield before, word, after
            for at in range(len(word)):
                yield before, word[:at] + word[at + 1 :], after


def _words(predicate: Predicate) -> tuple[str, ...]:
    return tuple(
        part.casefold() if isinstance(part, str) else f"{{{part}}}" for part in predicate.parts
    )


def is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two rows of words differ by small words, or by one letter of a long word.

    >>> is_slip(("{0}", "holds", "a", "permit"), ("{0}", "holds", "permit"))
    True
    >>> is_slip(("{0}", "has", "permits"), ("{0}", "has", "permit"))
    True
    >>> is_slip(("{0}", "entered"), ("{0}", "left")), is_slip(("in", "{0}"), ("on", "{0}"))
    (False, False)
    """
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(differing) == 1 and _one_letter(*differing[0])
    left, right = ([word for word in words if word not in _SMALL] for words in (one, other))
    return left == right and abs(len(one) - len(other)) == 1


def _one_letter(one: str, other: str) -> bool:
    """Tell whether two long words differ by a letter, or by two that changed places."""
    if min(len(one), len(other)) < _LONG or not (one + other).isalpha():
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1]
        return one[at + 1 :] == other[at + 1 :] or (swapped and one[at + 2 :] == other[at + 2 :])
    return len(other) == len(one) + 1 and one[at:] == other[at + 1 :]


def _names(laws: Laws) -> Iterator[Diagnostic]:
    """Yield names of one kind that differ in capitals, hyphens, blanks or an article only."""
    first: dict[tuple[str, str], str] = {}
    for law in laws.kb.laws:
        for name, kind in law.names.items():
            key = (kind, re.sub(r"^the |[^\w&]", "", name.casefold()))
            known = first.setdefault(key, name)
            if known != name:
                yield finding(
                    "L105",
                    f"`{name}` and `{known}` are two names of the kind {kind} that look like one",
                    law.span,
                    f"say that they are one: `{known}` also called `{name}`",
                )


RULE = LintRule("L105", "spelled-apart", "two sentences or names that look like one", _find)
