"""The sentences of the law about somebody's case, written as prose: dates, counts, blanks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.pages.report.document import Run, Text
from engine.pages.report.words import LAW, Words, words
from engine.proof.node import Limit
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, Predicate, Slot
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value
from parser.words.negated import negated
from parser.words.sentence import DENIAL, Predicates, Spoken, denied, phrase

_QUOTED = re.compile(r"`([^`]*)`")


def law(text: str, strong: bool = False) -> Text:
    """Return text in the words of the rule files, with what it quotes in quotation marks."""
    return (Run(_QUOTED.sub(r"“\1”", text), law=True, strong=strong),)


def authority_words(authority: str, frame: Words, predicates: Predicates) -> Text:
    """Return an authority as a sentence names it: `the Ministry of Interior`."""
    if isinstance(predicates, Spoken):
        return law(predicates.text(authority))
    named = re.match(r"(the|an?) ", authority) or " " not in authority
    return law(authority if named or frame.language != LAW else f"the {authority}")


def sentence_words(atom: GroundAtom, predicates: Predicates, some: bool = False) -> str:
    """Write a ground atom in the words of its template, as prose within a sentence.

    Where it has no value it says `any date`, or with `some` names what belongs there: `a date`.
    """
    if isinstance(predicates, Spoken):
        return predicates.sentence(atom, some)
    predicate = predicates.get(atom.pred)
    if predicate is not None and predicate.denies:
        return denial_words(GroundAtom(predicate.denies, atom.args), predicates, some)
    if predicate is None or not predicate.parts:
        return words(LAW).word("value")
    return phrase(_as_prose(predicate, atom), tuple(_slots(atom, predicate, some)))


def denial_words(atom: GroundAtom, predicates: Predicates, some: bool = False) -> str:
    """Write that an atom is not so, as prose within a sentence: `Ana cannot vote`."""
    if isinstance(predicates, Spoken):
        return predicates.sentence(atom, some, negative=True)
    predicate = predicates.get(atom.pred)
    if predicate is not None and predicate.denies:
        return sentence_words(GroundAtom(predicate.denies, atom.args), predicates, some)
    said = None
    if predicate is not None and predicate.parts and not (some and None in atom.args):
        said = negated(_as_prose(predicate, atom), tuple(_slots(atom, predicate, some)))
    return said or denied(sentence_words(atom, predicates, some))


def _as_prose(predicate: Predicate, atom: GroundAtom) -> Predicate:
    return _since(_counting(predicate, atom))


_LASTING = ("is", "are")
"""Verbs of a state that lasts, if a participle follows them."""


def _since(predicate: Predicate) -> Predicate:
    """Write `is married to Marko since 1 May 2020` where the template has `from` and no end."""
    parts = predicate.parts
    match parts:
        case (int(), str(verb), str(state), *_, "from", int(last)):
            is_day = predicate.slots[last].kind == "date"
            if verb in _LASTING and state.endswith("ed") and is_day:
                return replace(predicate, parts=(*parts[:-2], "since", last))
        case _:
            pass
    return predicate


def _counting(predicate: Predicate, atom: GroundAtom) -> Predicate:
    """Write `1 day` where the template has `{number} days`."""
    parts = list(predicate.parts)
    for place, part in enumerate(parts[:-1]):
        after = parts[place + 1]
        if not isinstance(part, int) or not isinstance(after, str):
            continue
        counted = predicate.slots[part].kind == "number" and _is_plural(after)
        if counted and atom.args[part] == 1:
            parts[place + 1] = after[:-1]
    return replace(predicate, parts=tuple(parts))


def _is_plural(word: str) -> bool:
    return word.isalpha() and word.endswith("s") and word not in ("is", "was", "has", "does")


def sentence(
    atom: GroundAtom, predicates: Predicates, negative: bool = False, some: bool = False
) -> Text:
    """Return an atom (or its denial) as the beginning of a paragraph, with a capital letter."""
    atom = _of_any(atom) if negative else atom
    if isinstance(predicates, Spoken):
        return law(capital(predicates.sentence(atom, some, negative)))
    said = (denial_words if negative else sentence_words)(atom, predicates, some)
    return law(capital(said, begins_with_name(atom, predicates, said)))


def _of_any(atom: GroundAtom) -> GroundAtom:
    """Return what a denial is about: not that an unnamed one is so, but that any one is."""
    args = tuple(None if _is_unnamed(arg) else arg for arg in atom.args)
    return GroundAtom(atom.pred, args)


def blank(atom: GroundAtom) -> GroundAtom:
    """Return an atom without the values that stand for something not known."""
    args = tuple(None if _is_unnamed(arg) or arg == UNKNOWN else arg for arg in atom.args)
    return GroundAtom(atom.pred, args)


def _is_unnamed(value: Value | None) -> bool:
    return isinstance(value, Entity) and value.name == SOMEONE


def begins_with_name(atom: GroundAtom, predicates: Predicates, said: str) -> bool:
    """Tell whether a sentence begins with a name, whose spelling is its own."""
    predicate = predicates.get(atom.pred)
    predicate = predicates.get(predicate.denies, predicate) if predicate else None
    if predicate is None or said.startswith(DENIAL) or not predicate.parts:
        return False
    first = predicate.parts[0]
    value = atom.args[first] if isinstance(first, int) else None
    return isinstance(value, Entity) and not _is_unnamed(value)


def capital(text: str, named: bool = False) -> str:
    """Return a text with a capital first letter, unless it begins with a name.

    >>> capital("admission is open"), capital("d'Artagnan is admitted", True)
    ('Admission is open', "d'Artagnan is admitted")
    """
    return text if named else text[:1].upper() + text[1:]


def _slots(atom: GroundAtom, predicate: Predicate, some: bool) -> Iterator[str]:
    frame = words(LAW)
    for place, (slot, arg) in enumerate(zip(predicate.slots, atom.args, strict=False)):
        after = _word_after(predicate, place)
        if arg is None and some:
            yield _with_noun(_a(slot), slot, after)
        elif arg is None or arg == UNKNOWN:
            yield _with_noun(frame.value(arg, slot.kind), slot, after)
        else:
            yield frame.value(arg, slot.kind)


def _a(slot: Slot) -> str:
    noun = slot.kind if slot.kind in VALUE_KINDS else slot.role
    return article(noun)


def article(noun: str) -> str:
    """Return a noun with its article.

    >>> article("application"), article("person"), article("unit"), article("hour")
    ('an application', 'a person', 'a unit', 'an hour')
    """
    first = noun.lower()
    consonant = first.startswith(("uni", "use", "eu", "one", "u-"))
    vowel = first.startswith(("a", "e", "i", "o", "u", "hour", "honest", "heir"))
    return f"{'an' if vowel and not consonant else 'a'} {noun}"


def _with_noun(said: str, slot: Slot, after: str) -> str:
    """Write `a number of days` where the template has `{number} days`."""
    return f"{said} of" if slot.kind == "number" and _is_plural(after) else said


def _word_after(predicate: Predicate, slot: int) -> str:
    where = predicate.parts.index(slot) if slot in predicate.parts else len(predicate.parts)
    rest = predicate.parts[where + 1 : where + 2]
    return rest[0] if rest and isinstance(rest[0], str) else ""


def with_limits(
    atom: GroundAtom, limits: Sequence[Limit], predicates: Predicates, negative: bool
) -> Text:
    """Return what is missing, with the values that would do put where they belong.

    >>> from parser.resolved.vocabulary import Slot
    >>> from engine.pages.report.document import plain
    >>> parts = (0, "lives", "here", "from", 1)
    >>> lives = Predicate("lives", (Slot("person", "person"), Slot("start", "date")), parts=parts)
    >>> ana = GroundAtom("lives", (Entity("person", "Ana"), None))
    >>> plain(with_limits(ana, (Limit(1, None, date(2023, 5, 1)),), {"lives": lives}, False))
    'Ana lives here from a date on or before 1 May 2023'
    """
    predicate = predicates.get(atom.pred)
    if not limits or negative or predicate is None:
        return sentence(atom, predicates, negative, some=not negative)
    if isinstance(predicates, Spoken):
        if all(one.low is None or one.high in (None, one.low) for one in limits):
            args = list(atom.args)
            for one in limits:
                exact = one.low == one.high
                args[one.place] = one.low if exact else Range(one.low, one.high)
            known = replace(atom, args=tuple(args))
            return law(capital(predicates.sentence(known, some=True)))
        ends = ", ".join(predicates.limits(one.low, one.high) for one in limits)
        return law(f"{capital(predicates.sentence(atom, some=True))}, {ends}")
    if atom.args.count(None) == 1:
        (limit,) = limits
        slots = list(_slots(atom, predicate, True))
        slots[limit.place] = limit_words(limit, words(LAW), inside=True)
        said = phrase(predicate, tuple(slots))
        return law(capital(said, begins_with_name(atom, predicates, said)))
    said = sentence_words(atom, predicates, some=True)
    listed = ", ".join(limit_words(one, words(LAW), inside=False) for one in limits)
    return law(f"{capital(said, begins_with_name(atom, predicates, said))} ({listed})")


def supposed_words(value: Value, frame: Words) -> str:
    """Write within which limits a value is supposed to be.

    >>> supposed_words(Range(2, None, above=True), words("en"))
    'more than 2'
    """
    if not isinstance(value, Range):
        return frame.value(value)
    if not (value.above or value.below):
        return limit_words(Limit(0, value.low, value.high), frame, inside=True)
    sides = []
    if value.low is not None:
        sides.append(("more_than" if value.above else "at_least", value.low))
    if value.high is not None:
        sides.append(("less_than" if value.below else "at_most", value.high))
    is_text = any(isinstance(end, str) for _, end in sides)
    return frame.listed(
        [
            frame.phrases[f"limit.{'text_' if is_text else ''}{side}"].format(
                value=frame.value(end)
            )
            for side, end in sides
        ]
    )


def limit_words(limit: Limit, frame: Words, inside: bool) -> str:
    """Write which values would do, `inside` a sentence or after it.

    >>> limit_words(Limit(0, 2, 5), words("en"), inside=True)
    'between 2 and 5'
    """
    low, high = frame.value(limit.low), frame.value(limit.high)
    if limit.low == limit.high:
        return low
    is_day = isinstance(limit.low, date) or isinstance(limit.high, date)
    side = "at_most" if limit.low is None else "at_least" if limit.high is None else "between"
    form = frame.phrases[f"limit.{'date_' if inside and is_day else ''}{side}"]
    return form.format(value=high if limit.low is None else low, low=low, high=high)
