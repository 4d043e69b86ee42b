"""What is taken as not so since nobody said otherwise, and what rests on nothing but that."""

import re

from engine.pages.unnamed import blank, denied_words, said_words
from engine.proof.grounds import status
from engine.proof.node import Absent, Derived, Exception_, Node
from engine.rails.said import UNLESS_STATED
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom
from parser.words.sentence import Predicates, say

_SHOWN = "nothing stated shows that {said}"
ASSUMED = "assumed, since nobody said otherwise"
NOT_STATED = "presumed, since nobody states otherwise"
_DEEP = 40
_AT_SOME_TIME = re.compile(
    r"((?<! born) on some day| for the \w+ to some day| from some day( to some day)?"
    r"|(?<! do)(?<! od)(?<! prije)(?<!rođena je)(?<!rođen je) nekog dana"
    r"| od nekog dana( do nekog dana)?)$"
)
"""When something would be so that nobody states: it is taken not to be so at any time."""


def is_unless_stated(node: Node) -> bool:
    """Tell whether a sentence is not so only since nobody stated it, as the law has it."""
    return isinstance(node, Absent) and node.source is not None and node.source.who == UNLESS_STATED


def unstated_words(node: Absent, predicates: Predicates) -> str:
    """Write that what nobody states is not so: `no marriage ended`, `Ana did not die`.

    Beside cases that are stated there is no other.
    """
    if node.reason == "no more":
        said = at_some_time(said_words(node.atom, predicates))
        return say(predicates, "no other case where {said}", said=said)
    if has_a_value_anyway(node.atom, predicates):
        return not_stated_words(node.atom, predicates)
    return at_some_time(denied_words(node.atom, predicates))


def not_stated_words(atom: GroundAtom, predicates: Predicates) -> str:
    """Write that nobody states a sentence; when it would be so is said where that alone is open."""
    said = said_words(atom, predicates)
    said = said if has_a_value_anyway(atom, predicates) else at_some_time(said)
    return say(predicates, "it is not stated that {said}", said=said)


def has_a_value_anyway(atom: GroundAtom, predicates: Predicates) -> bool:
    """Tell whether of a value only which one it is may be what nobody states.

    Whoever lives was born, on whatever day, and has some income. Only what a law declares `else no`
    is not so where nobody states it: `Ana did not die`.
    """
    predicate = predicates.get(atom.pred)
    if predicate is None or predicate.single is None or predicate.else_no:
        return False
    is_value = predicate.slots[predicate.single].kind in VALUE_KINDS
    return is_value and blank(atom).args[predicate.single] is None


def at_some_time(said: str) -> str:
    """Leave out when something would be so that nobody states.

    >>> at_some_time("Ana was divorced on some day")
    'Ana was divorced'
    """
    return _AT_SOME_TIME.sub("", said)


def is_assumed(node: Node, depth: int = _DEEP) -> bool:
    """Tell whether a sentence is not so only as long as nobody states something else.

    So is one that a rule would conclude whose missing conditions are all taken as not so.
    """
    if depth <= 0:
        return False
    match node:
        case Absent(reason="no route", routes=routes):
            return any(is_assumed(route, depth - 1) for route in routes)
        case Absent():
            return is_unless_stated(node)
        case Derived(premises=premises) if node.status == "fails":
            failing = [one for one in premises if status(one) == "fails"]
            return bool(failing) and all(is_assumed(one, depth - 1) for one in failing)
        case Exception_(status="holds", route=route):
            return is_assumed(route, depth - 1)
        case _:
            return False


def unshown_words(node: Exception_ | Absent, predicates: Predicates) -> str:
    """Write that nothing shows what would be an exception, where only a whole list denies it.

    That the police see no obstacle is no fact where they did not answer: nobody found either. Of
    what a comparison rules out, and of what somebody denied, nothing is written.
    """
    route = node.route if isinstance(node, Exception_) else node
    atom = getattr(route, "atom", None)
    if node.status != "holds" or atom is None or not _falls_with_a_list(route, _DEEP):
        return ""
    return say(predicates, _SHOWN, said=said_words(atom, predicates))


def _falls_with_a_list(node: Node, depth: int) -> bool:
    if depth <= 0:
        return False
    match node:
        case Absent(reason="no route", routes=routes):
            return bool(routes) and all(_falls_with_a_list(one, depth - 1) for one in routes)
        case Derived(premises=premises) if node.status == "fails":
            failing = [one for one in premises if status(one) == "fails"]
            return bool(failing) and all(
                (isinstance(one, Absent) and one.reason == "closed" and not is_unless_stated(one))
                or _falls_with_a_list(one, depth - 1)
                for one in failing
            )
        case _:
            return False
