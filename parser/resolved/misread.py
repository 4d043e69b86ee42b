"""A sentence that no template fits -> what its author meant, with the differing words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from parser.resolved.lexicon import Vocabulary
from parser.resolved.matching import Match, Row, matches
from parser.resolved.terms import Filler, Piece
from parser.resolved.verbs import (
    PREPOSITIONS,
    singular_forms,
    singular_verb,
    third_person,
)
from parser.syntax.meant import Meant, Repair, is_comparison, meant
from parser.syntax.scan import scan
from parser.syntax.tree import Reference, Token
from parser.text.diagnostic import SourceError

_DENIAL = "it is false that "
_PRONOUNS = frozenset(
    {"he", "she", "they", "him", "her", "them", "it", "himself", "herself", "who", "whom"}
    | {"someone", "somebody", "anyone", "anybody", "everyone", "everybody"}
)
_VERBS = frozenset(
    {"is", "are", "was", "were", "has", "have", "can", "may", "must", "could", "should", "will"}
)
_SUPPORT = {"does": "third", "do": "base", "did": "past", "doesn't": "third", "don't": "base"}
_PLURAL_VERBS = frozenset({"are", "were", "have", "do"})
_TELLING = frozenset(
    {"not", "no", "never", "nobody", "false", "unless", "without", "or", "and", "either"}
    | {"neither", "more", "less", "than", "least", "most", "over", "under", "before", "after"}
    | {"since", "until"}
)
"""Words that turn the sense of a sentence: never left out or exchanged in silence."""

Nouns = dict[str, str | None]
"""The nouns in reach with their kinds, those introduced last at the end."""

_STATED = {
    "limit-in-sentence": (
        "",
        "leave the value open and put its limits behind the sentence: "
        "`Ana owns a part of Adria, at least 51%`",
    ),
    "two-conditions": (
        "a line states one thing",
        "state each on a line of its own, as far as it is known; a value of which only limits are "
        "known is left open: `Ana was born on a birthday, on or before 2008-11-23`",
    ),
    "stray-connective": (
        "a case states what is so, without conditions",
        "leave the first word out",
    ),
}
"""What is said instead, of a line of a case, where rules and cases differ: message and advice."""

_TOGETHER = re.compile(
    r"^(?P<a>\S+) (?P<odd>and) (?P<b>\S+) (?P<verb>are|were|have) (?P<rest>.+)$", re.IGNORECASE
)

_INTRODUCES = re.compile(r"\b(?:an?|another) ", re.IGNORECASE)
_THE = re.compile(r"\bthe ([\w-]+)", re.IGNORECASE)
_FUNCTIONS = frozenset(
    {"days", "months", "years", "greater", "lesser", "earlier", "later", "nearest", "whole"}
    | {"year", "month", "weekday", "first", "last", "quarter", "other"}
)
"""Words after `the` that name a function, and no noun."""

_MOST_TRIED = 400
"""Rows that are tried while looking for one wrong word."""


def misread(
    pieces: Sequence[Piece],
    vocabulary: Vocabulary,
    nouns: Nouns,
    in_rule: bool,
) -> Meant | None:
    """Return what to tell about a sentence that nobody knows, and how it should be written.

    `nouns` are the nouns in reach with their kinds, the last introduced last; only `in_rule` can
    comparisons stand beside sentences. None if nothing explains it.
    """
    tokens = [piece for piece in pieces if isinstance(piece, Token)]
    if len(tokens) < len(pieces):
        return None

    def in_reach(text: str) -> bool:
        found = _read(text, vocabulary)
        if found is None:
            return in_rule and _compares(text, nouns)
        slots = vocabulary.predicates[found.predicate].slots
        return all(
            _is_in_reach(each, slot.kind, nouns)
            for each, slot in zip(found.fillers, slots, strict=True)
        )

    def known(text: str) -> bool:
        return _read(text, vocabulary) is not None or (in_rule and _compares(text, None))

    def before(text: str) -> Iterator[Repair]:
        yield from _denied(text)
        yield from _pronouns(text, nouns, in_rule)
        yield from _plurals(text)

    def after(text: str) -> Iterator[Repair]:
        return _words(text, vocabulary)

    found = meant(tokens, in_reach, before, after) or meant(tokens, known, before, after)
    if found is None or in_rule or found.diagnostic.code not in _STATED:
        return found
    message, advice = _STATED[found.diagnostic.code]
    message = message or found.diagnostic.message
    return Meant(replace(found.diagnostic, message=message, help=advice), found.text)


def _is_in_reach(filler: Filler, kind: str, nouns: Nouns) -> bool:
    """Tell whether a term of a repaired sentence means something where it stands."""
    if not isinstance(filler, Reference):
        return True
    noun = nouns.get(filler.noun)
    match filler.determiner:
        case "a":
            return filler.noun not in nouns
        case "another":
            return filler.noun in nouns and f"other {filler.noun}" not in nouns
        case "the":
            return filler.noun in nouns and noun in (None, kind)
        case "the other":
            return f"other {filler.noun}" in nouns


def _compares(text: str, nouns: Nouns | None) -> bool:
    """Tell whether a line compares, without introducing nouns, values of `nouns` (or any)."""
    if _INTRODUCES.search(text):
        return False
    if nouns is not None:
        spoken = {each.casefold() for each in _THE.findall(text)}
        if not spoken <= nouns.keys() | _FUNCTIONS:
            return False
    return is_comparison(text)


def _read(text: str, vocabulary: Vocabulary) -> Match | None:
    if text.startswith(_DENIAL):
        text = text[len(_DENIAL) :]
    try:
        row = Row(scan(text, "", 0, 1), vocabulary.spelled)
    except SourceError:
        return None
    found = matches(row, vocabulary.sentences) if len(row) else []
    return found[0] if len(found) == 1 else None


def _spelled(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a line with their places."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for word in text.split(" "):
        found.append((word, at, at + len(word)))
        at += len(word) + 1
    return found


def _denied(text: str) -> Iterator[Repair]:
    """Move a `not` from behind the verb to where a condition is denied."""
    words = _spelled(text)
    for at, (word, start, _) in enumerate(words):
        low = word.casefold()
        following = words[at + 1] if at + 1 < len(words) else None
        before, verb, end, rest = text[:start], "", 0, ""
        if low in _VERBS and following and following[0].casefold() in ("not", "no", "never"):
            verb, end = word, following[2]
            rest = text[end:]
        elif low.endswith("n't") and (low[:-3] in _VERBS or low == "can't"):
            verb, end = ("can" if low == "can't" else word[:-3]), start + len(word)
            rest = text[end:]
        elif low == "cannot":
            verb, end = "can", start + len(word)
            rest = text[end:]
        elif low in _SUPPORT:
            at_verb = at + 1 if low.endswith("n't") else at + 2
            if at_verb >= len(words) or (at_verb == at + 2 and words[at + 1][0] != "not"):
                continue
            base = words[at_verb]
            verb = third_person(base[0]) if _SUPPORT[low] == "third" else base[0]
            end, rest = words[at_verb - 1][2], text[base[2] :]
        if verb:
            new = f"{_DENIAL}{before}{verb}{rest}"
            message = f"`{text[start:end]}` is no part of a sentence"
            yield Repair("denial-form", start, end, new, message)


def _pronouns(text: str, nouns: Nouns, in_rule: bool) -> Iterator[Repair]:
    for word, start, end in _spelled(text):
        low = word.casefold()
        if low not in _PRONOUNS and not (low.startswith("them") and low.endswith("selves")):
            continue
        message = f"`{word}` refers to nothing: each noun stands for itself"
        if low.startswith(("some", "any", "every")):
            message = f"`{word}` is no term of a rule"
        for noun in reversed(list(nouns)):
            yield Repair("pronoun", start, end, f"{text[:start]}the {noun}{text[end:]}", message)
        if in_rule and not nouns:
            yield Repair("pronoun", start, end, f"{text[:start]}a person{text[end:]}", message)
        if not in_rule:
            named = f"{text[:start]}Somebody{text[end:]}"
            advice = "write the name again"
            yield Repair("pronoun", start, end, named, message, advice)


def _plurals(text: str) -> Iterator[Repair]:
    """Put a sentence about many into the words for one."""
    if several := _TOGETHER.match(text):
        one_verb = singular_verb(several["verb"].casefold())
        one_alone, other = (f"{several[each]} {one_verb} {several['rest']}" for each in ("a", "b"))
        message = "a sentence speaks of one at a time"
        advice = f"write `{one_alone}`, and `{other}` on a line of its own"
        yield Repair("plural", *several.span("odd"), one_alone, message, advice)
    words = _spelled(text)
    plural = [
        (start, end) for word, start, end in words if len(singular_forms(word.casefold())) > 1
    ]
    verbs = [(word, start, end) for word, start, end in words if word.casefold() in _PLURAL_VERBS]
    for start, end in plural:
        noun = text[start:end]
        for one in singular_forms(noun.casefold())[1:]:
            new = text[:start] + one + text[end:]
            message = f"`{noun}` is a plural, and a rule speaks of one {one} at a time"
            yield Repair("plural", start, end, new, message)
            for verb, first, last in verbs:
                single = singular_verb(verb.casefold())
                both = f"{text[:first]}{single}{text[last:]}"
                shift = len(both) - len(text) if first < start else 0
                new = both[: start + shift] + one + both[end + shift :]
                yield Repair("plural", start, end, new, message)
    for verb, first, last in verbs:
        new = f"{text[:first]}{singular_verb(verb.casefold())}{text[last:]}"
        message = f"`{verb}` is a plural, and sentences speak of one at a time"
        yield Repair("plural", first, last, new, message)


_PERHAPS = "write `{line}` if that is meant; what means something else is for the vocabulary"

_SMALL = (PREPOSITIONS - _TELLING) | {"a", "an", "the", "is", "are", "was", "were", "has", "have"}


def _exchangeable(word: str, other: str) -> bool:
    """Tell whether a word may stand for another: it looks like it, or both are small words."""
    if word in _SMALL and other in _SMALL:
        return True
    return SequenceMatcher(None, word, other.casefold()).ratio() >= 0.7


def _words(text: str, vocabulary: Vocabulary) -> Iterator[Repair]:
    """Change, leave out or put in one word, as the nearest sentences have it."""
    words = _spelled(text)
    spelled = [word.strip('",.') for word, _, _ in words]
    plain = [each for each in words if each[0].isalpha() and each[0].islower()]
    plain = [each for each in plain if each[0] not in _TELLING]
    names = vocabulary.nearest_names([word for word in spelled if word])
    tried = 0
    for name in names:
        parts = vocabulary.predicates[name].parts
        own = [part for part in parts if isinstance(part, str)]
        there = {word.casefold() for word in spelled}
        missing = [part for part in dict.fromkeys(own) if part.casefold() not in there]
        missing = [part for part in missing if part not in _TELLING]
        for word, start, end in plain:
            for part in missing:
                tried += 1
                if not _exchangeable(word, part):
                    continue
                new = f"{text[:start]}{part}{text[end:]}"
                message = f"`{word}` stands where the sentence has `{part}`"
                yield Repair("other-word", start, end, new, message)
        for word, start, end in words:
            for part in (each for each in dict.fromkeys(own) if each not in _TELLING):
                tried += 1
                new = f"{text[:start]}{part} {text[start:]}"
                message = f"`{part}` is missing before `{word}`"
                yield Repair("missing-word", start, end, new, message, _PERHAPS)
        if words and own and own[-1] not in _TELLING:
            _, start, end = words[-1]
            message = f"`{own[-1]}` is missing behind `{words[-1][0]}`"
            yield Repair("missing-word", start, end, f"{text} {own[-1]}", message, _PERHAPS)
        if tried > _MOST_TRIED:
            return
    for word, start, end in plain:
        before, behind = text[:start].strip(), text[end:].strip()
        if behind[:1].isupper() and before.casefold().split()[-1:] == ["the"]:
            before = before[: -len("the")].strip()  # a name has no article: `the flat Elm-1`
        new = " ".join(filter(None, (before, behind)))
        message = f"the sentence has no `{word}` here"
        yield Repair("extra-word", start, end, new, message, _PERHAPS)
