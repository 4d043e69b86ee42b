"""What is open of a way under another reading or body of law, in a line of questions.

All conditions of it are asked for, each as the law puts it: whoever reads the list takes it for
whole, and would answer of a fine what is asked of a prison sentence.
"""

from collections.abc import Iterator, Sequence

from engine.answers.reply import Need
from engine.answers.summary import Ask, Asks, Turn
from engine.pages.asked import is_name
from engine.pages.asks import each_once, with_needed
from engine.pages.needed_besides import is_of_nobody
from engine.pages.room import more
from engine.pages.turns import plain_words
from engine.pages.unnamed import blank
from engine.proof.node import Assumption, Exception_, Finding, Node
from parser.resolved.vocabulary import GroundAtom
from parser.values import Entity
from parser.words.sentence import Predicates, law_words, say


def first_asked(group: Asks, predicates: Predicates) -> str:
    """Say in a line what to ask first of what would decide an answer, and of how much more."""
    each = each_once(group.each, predicates, "")
    said = say(predicates, "ask: {question}", question=each[0][0])
    return f"{said} ({more(len(each) - 1, predicates)})" if each[1:] else said


def asked_besides(group: Asks, conditions: Sequence[Turn], predicates: Predicates) -> str:
    """Say in a line all that is open of what would decide an answer, the most telling first.

    `conditions` are those of its way that are open, if that is known.
    """
    told = [one for one in conditions if not is_of_nobody(one, predicates)]
    asks = [*_of_conditions(told, group)]
    if len(asks) > _MOST:  # of a law that asks for that much, what decides at the least is named
        asks = [*group.each]
    said = [*_numbered(asks, predicates)]
    if len(said) > _MOST:
        said[_MOST:] = [more(len(said) - _MOST, predicates)]
    return say(predicates, "ask: {question}", question=" ".join(said))


def still_open(conditions: Sequence[Turn], predicates: Predicates, in_brief: bool = False) -> str:
    """Ask in a line for the conditions that are open beside a day; write what cannot be asked.

    In brief it is said of several how many there are.
    """
    if in_brief and len(conditions) > 1:
        return say(predicates, "{number} conditions", number=len(conditions))
    asks = [*_of_conditions(conditions)]
    said = [*_numbered(asks, predicates)]
    others = (plain_words(one.node, predicates) for one in conditions if _ask(one.node) is None)
    return " ".join((*said, *(f"{one}." for one in dict.fromkeys(others) if one)))


def _numbered(asks: Sequence[Ask], predicates: Predicates) -> Iterator[str]:
    """Yield questions with numbers, the most telling first.

    That is what has to have a certain value, such as a day: of an adult who lives somewhere for
    five years the five years are what it turns on. An authority is named before all that it is
    asked, which stands last.
    """
    each = each_once(asks, predicates, _APART)
    each.sort(key=lambda one: (one[1].authority, not _is_of_a_value(one[1])))
    before = ""
    for number, (question, ask) in enumerate(each, 1):
        told = with_needed(question, ask, predicates)
        told = f"({number}) {told}" if each[1:] else told
        who = law_words(ask.authority, predicates)
        yield f"{who}: {told}" if who and who != before else told
        before = who


_MOST = 8
"""Of how many conditions of another law each is asked for."""

_APART = "apart"
"""Authorities stand apart from what is asked of them."""


def _is_of_a_value(ask: Ask) -> bool:
    return bool(ask.need.limits) and _of_the_named(ask.need.atom)


def _of_conditions(conditions: Sequence[Turn], group: Asks | None = None) -> Iterator[Ask]:
    """Yield what to ask for conditions: as it is asked in the `group` that decides, if it is.

    What the group asks of somebody without a name is a part of a condition, and is left out where
    the condition is asked for.
    """
    asks = list(group.each) if group is not None else []
    made = [*filter(None, (_ask(one.node) for one in conditions))]
    for one in made:
        same = next((each for each in asks if _is_about(each.need.atom, one.need.atom)), None)
        yield same or one
    preds = {one.need.atom.pred for one in made}
    denied = any(one.need.negative for one in made)
    for each in asks:
        inner = denied and each.need.negative and not _of_the_named(each.need.atom)
        if each.need.atom.pred not in preds and not inner:
            yield each


def _ask(node: Node) -> Ask | None:
    """Return what to ask for an open condition, None if it has no sentence of its own."""
    match node:
        case Assumption(atom):
            return Ask(Need(blank(atom)), "", "no")
        case Finding(atom, authority):
            return Ask(Need(blank(atom), node.limits), authority, "no")
        case Exception_(route=route):
            against = getattr(route, "atom", None)
            return None if against is None else Ask(Need(blank(against), negative=True), "", "no")
        case _:
            return None


def _is_about(atom: GroundAtom, other: GroundAtom) -> bool:
    """Tell whether two sentences are one, as far as both have a value."""
    return atom.pred == other.pred and all(
        None in (one, there) or one == there
        for one, there in zip(atom.args, other.args, strict=True)
    )


def _of_the_named(atom: GroundAtom) -> bool:
    """Tell whether a sentence is about those that have a name, not about some permit."""
    named = [one for one in atom.args if isinstance(one, Entity)]
    return None not in atom.args[:1] and all(one.name and is_name(one) for one in named)
