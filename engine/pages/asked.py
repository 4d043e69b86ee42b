"""What to find out, as a question that a person can answer."""

import re
from dataclasses import replace

from engine.answers.reply import Need
from engine.answers.suggested import suggested
from engine.pages.unnamed import named_slots
from parser.resolved.tree import Constant, Question, Sentence, Term, Variable
from parser.resolved.verbs import AUXILIARIES, SUPPORT, third_person
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.values import Entity
from parser.words.asked import asked, has_written_question
from parser.words.case_text import shortest_line
from parser.words.sentence import Predicates, Spoken, phrase, say
from parser.words.turned_round import supported


def asked_words(need: Need, predicates: Predicates) -> str:
    """Ask for a missing fact.

    >>> from parser.resolved.vocabulary import Slot
    >>> slots = (Slot("person", "person"), Slot("day", "date"))
    >>> told = Predicate("told", slots, parts=(0, "was", "told", "on", 1))
    >>> ana = GroundAtom("told", (Entity("person", "Ana"), None))
    >>> asked_words(Need(ana), {"told": told})
    'was Ana told on some day?'
    """
    if need.closing:
        line = shortest_line(suggested(need, predicates), predicates)
        if line.startswith("all ") and line.endswith(" are given"):
            return f"are {line.removesuffix(' are given')} stated here?"
        if isinstance(predicates, Spoken) and line.startswith(_WHOLE):
            return say(predicates, "is this list whole: {kind}?", kind=line.removeprefix(_WHOLE))
        return say(predicates, "is this so: {line}?", line=line)
    if _asks_for_values(need) or is_measure(need, predicates):
        question = asked(need.atom, predicates)
        if isinstance(predicates, Spoken) or _ASKS.intersection(question.casefold().split()):
            return _if_at_all(inside(question, need), need, predicates)
        if in_place := _in_place(need, predicates[need.atom.pred]):
            return _if_at_all(in_place, need, predicates)
    if whom := _whom(need, predicates):
        return inside(asked(whom, predicates), need)
    plain = not (need.limits or need.examples or None in need.atom.args)
    predicate = predicates[need.atom.pred]
    if _asks_for_the_only_value(need, predicate):
        return inside(asked(need.atom, predicates), need)
    if plain and predicate.asks and has_written_question(need.atom, predicate):
        return inside(asked(need.atom, predicates), need)
    if isinstance(predicates, Spoken):
        return f"{_spoken(need, predicates)}?"
    slots = _of_any(need, predicate, tuple(named_slots(_asked_of(need), predicate)))
    turned = _turned(predicate, slots) or f"is it so that {phrase(predicate, slots)}"
    wanted = [_WANTED[predicate.slots[one.place].kind] for one in need.limits]
    which = f" ({' and '.join(_each_once(wanted))})" if wanted and not need.negative else ""
    return f"{turned}{which}?"


def _of_any(need: Need, predicate: Predicate, slots: tuple[str, ...]) -> tuple[str, ...]:
    """Ask of `any conviction` and not of `a conviction`, of which nobody said that there is one."""
    first = next((part for part in predicate.parts if isinstance(part, int)), None)
    arg = need.atom.args[first] if first is not None else None
    named = isinstance(arg, Entity) and is_name(arg) and first not in need.examples
    if first is None or named or need.limits:
        return slots
    said = re.sub(r"^an? ", "any ", slots[first])
    return (*slots[:first], said, *slots[first + 1 :])


def _whom(need: Need, predicates: Predicates) -> GroundAtom | None:
    """Return what to ask for with `who`: somebody unnamed, the only one of whom a sentence is so.

    So it is where the law has a question of its own for who it is, as for a mother.
    """
    predicate = predicates[need.atom.pred]
    single = predicate.single
    if need.negative or need.limits or need.examples != (single,) or single is None:
        return None
    whom = need.atom.args[single]
    if not isinstance(whom, Entity) or is_name(whom) or not predicate.asks:
        return None
    atom = replace(need.atom, args=tuple(None if one == whom else one for one in need.atom.args))
    return atom if has_written_question(atom, predicate) else None


_WHOLE = "potpun je spisak: "
"""How a Montenegrin line begins that says that all of a kind is stated."""

_WHETHER = "da li "
"""How a Montenegrin question begins that leaves open whether there is a value."""


def _if_at_all(question: str, need: Need, predicates: Predicates) -> str:
    """Leave open whether there is a value at all, where nobody stated that there is one.

    A sentence that has one value for each, such as a birthday, is taken to have it.
    """
    if need.replaces is not None or predicates[need.atom.pred].single is not None:
        return question
    if question.startswith(_WHETHER):
        return question
    return f"{question.removesuffix('?')} ({say(predicates, 'if at all')})?"


def _in_place(need: Need, predicate: Predicate) -> str:
    """Ask for the only value with which a sentence ends where it stands, or nothing."""
    blanks = [place for place, arg in enumerate(need.atom.args) if arg is None]
    if len(blanks) != 1 or predicate.parts[-1:] != tuple(blanks) or predicate.denies:
        return ""
    slots = [*named_slots(need.atom, predicate)]
    slots[blanks[0]] = _IN_PLACE.get(predicate.slots[blanks[0]].kind, "")
    return f"{phrase(predicate, tuple(slots))}?" if slots[blanks[0]] else ""


_IN_PLACE = {
    "date": "which day",
    "number": "how many",
    "amount": "how much",
    "share": "which share",
    "duration": "how long a time",
}

_ASKS = frozenset(("how", "what", "when", "where", "which", "who"))
"""Words of which an English question has one that asks for a value."""


def inside(question: str, need: Need) -> str:
    """Write a question as it stands inside a line: a capital has only a name at its beginning."""
    names = (arg.name for arg in need.atom.args if isinstance(arg, Entity))
    named = any(question.startswith(name) for name in names)
    return question if named else f"{question[:1].lower()}{question[1:]}"


def is_measure(need: Need, predicates: Predicates) -> bool:
    """Tell whether all that is not known is how much something is that is always so much.

    A liability is some sum whatever happens: that it is none would be a sum too.
    """
    blanks = [place for place, arg in enumerate(need.atom.args) if arg is None]
    predicate = predicates[need.atom.pred]
    plain = not (need.closing or need.examples or need.limits or need.replaces)
    return (
        plain
        and blanks == [predicate.single]
        and predicate.slots[blanks[0]].kind in ("amount", "number", "duration", "share")
    )


def _asks_for_values(need: Need) -> bool:
    """Tell whether all that is not known is a value, and which ones would do is said."""
    blanks = {place for place, arg in enumerate(need.atom.args) if arg is None}
    told = {one.place for one in need.limits}
    args = (need.atom.args[place] for place in need.examples)
    named = any(isinstance(arg, Entity) and is_name(arg) for arg in args)
    return bool(blanks) and blanks == told and not (need.negative or named)


def _asks_for_the_only_value(need: Need, predicate: Predicate) -> bool:
    """Tell whether all that is not known is the one value that a sentence has, such as a birthday.

    Whoever lives was born: that is no question, the day is one.
    """
    blanks = [place for place, arg in enumerate(need.atom.args) if arg is None]
    plain = not (need.negative or need.closing or need.limits or need.examples or need.replaces)
    return plain and blanks == [predicate.single] and bool(predicate.asks)


def _each_once(wanted: list[str]) -> list[str]:
    """Ask of several days for `which days`, and of several sums for each of them.

    >>> _each_once(["which day", "how many", "which day"])
    ['which days', 'how many']
    """
    many = {one for one in wanted if wanted.count(one) > 1 and one.startswith("which ")}
    return [f"{one}s" if one in many else one for one in dict.fromkeys(wanted)]


_WANTED = {
    "date": "which day",
    "number": "how many",
    "amount": "which sum",
    "share": "which share",
    "duration": "how long",
    "text": "which text",
}


def _spoken(need: Need, predicates: Spoken) -> str:
    slots = predicates[need.atom.pred].slots
    args: list[Term] = [
        Constant(arg) if arg is not None else Variable(slot.role, slot.kind)
        for arg, slot in zip(_asked_of(need).args, slots, strict=True)
    ]
    question = Question(Sentence(need.atom.pred, tuple(args)), language="en")
    return predicates.question(question)


def _asked_of(need: Need) -> GroundAtom:
    """Return the sentence to ask about: of any individual where one with a name is an example."""
    args = (
        None if place in need.examples and isinstance(arg, Entity) and is_name(arg) else arg
        for place, arg in enumerate(need.atom.args)
    )
    return GroundAtom(need.atom.pred, tuple(args))


def is_name(one: Entity) -> bool:
    """Tell whether an individual has a name of its own, unlike `a spouse`."""
    return not one.name[:1].islower()


def _turned(predicate: Predicate, slots: tuple[str, ...]) -> str:
    """Turn a sentence into a question: its first verb goes before what stands before it."""
    parts = predicate.parts
    if predicate.denies or not parts:
        return ""
    if (said := _of_something(parts)) is not None:
        return f"does {_phrase(said, slots, predicate)}"
    for place, part in enumerate(parts):
        if not isinstance(part, str) or place == 0:
            continue
        if part == "has" and any(isinstance(one, int) for one in parts[place + 1 : place + 2]):
            # somebody has something: no auxiliary
            rest = (*parts[:place], "have", *parts[place + 1 :])
            return f"does {_phrase(rest, slots, predicate)}"
        if part in AUXILIARIES and part not in SUPPORT:
            rest = (*parts[:place], *parts[place + 1 :])
            return f"{part} {_phrase(rest, slots, predicate)}"
        if place == 1 and isinstance(parts[0], int) and (verb := _plain(part)):
            rest = (*parts[:place], verb, *parts[place + 1 :])
            return f"does {_phrase(rest, slots, predicate)}"
        if place == 1 and isinstance(parts[0], int) and (past := supported(part)):
            rest = (*parts[:place], past[1], *_joined(parts[place + 1 :]))
            return f"{past[0]} {_phrase(rest, slots, predicate)}"
    return ""


def _of_something(parts: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
    """Return `the evidence of Ana justify …` of what something of somebody does, or nothing."""
    first = next((place for place, part in enumerate(parts) if isinstance(part, int)), 0)
    before, after = parts[first - 1 : first], parts[first + 1 : first + 2]
    verb = after[0] if after else None
    if before != ("of",) or not isinstance(verb, str) or verb in AUXILIARIES:
        return None
    plain = _plain(verb)
    return (*parts[: first + 1], plain, *parts[first + 2 :]) if plain else None


def _joined(parts: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return what follows the first verb after `did`, with a second one in the same form.

    >>> _joined(("and", "worked", "under", 1))
    ('and', 'work', 'under', 1)
    """
    if len(parts) > 1 and parts[0] == "and" and isinstance(parts[1], str):
        past = supported(parts[1])
        if past is not None and past[0] == "did":
            return (parts[0], past[1], *parts[2:])
    return parts


_SHORT = 4
"""How long a word as `dies` is, of which the verb ends in -ie."""


def _plain(word: str) -> str:
    """Return the verb of which a word is the third person, or nothing.

    >>> _plain("holds"), _plain("studies"), _plain("applied")
    ('hold', 'study', '')
    """
    for verb in (f"{word[:-3]}y" if len(word) > _SHORT else "", word[:-1], word[:-2]):
        if word.endswith("s") and verb and third_person(verb) == word:
            return verb
    return ""


def _phrase(parts: tuple[str | int, ...], slots: tuple[str, ...], predicate: Predicate) -> str:
    return phrase(replace(predicate, parts=parts), slots)
