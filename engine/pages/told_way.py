"""A way as it is told: what it is called by, what it stands or falls with, and what is like it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from engine.answers.summary import State, Turn, Way
from engine.pages.assumed import is_unless_stated, unstated_words
from engine.pages.needed_besides import needed_besides
from engine.pages.places import places_words
from engine.pages.remarks import finding_aside
from engine.pages.room import Room, cut, more, some
from engine.pages.turns import is_unspoken, told_before, turn_words, within
from engine.pages.unnamed import blank, is_of_nothing
from engine.pages.way_names import each_named, heading, way_name
from engine.proof.node import Absent, Compared, Finding
from parser.datalog.tree import Apply
from parser.frozen import dataclass
from parser.values import Entity
from parser.words.sentence import Predicates, say


@dataclass(frozen=True, slots=True)
class Told:
    """Ways told as one: their numbers and names, all that each turns on, and what is said of it.

    `assumed` is what they fall with where that is only assumed, since nobody said otherwise, each
    with the name of its way. `rule` is what a way without a name of its own is called by, and `why`
    says in a word or two where the case denies it.
    """

    numbers: tuple[int, ...]
    names: tuple[str, ...]
    turns: tuple[str, ...]
    texts: tuple[str, ...]
    assumed: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    why: str = ""


def told_way(
    number: int,
    way: Way,
    above: Sequence[Told],
    ties: Collection[str],
    predicates: Predicates,
    room: Room,
) -> Told:
    """Return a way as it is told; what all of a way above turns on is not said again.

    Nor is what ties individuals to those asked about, the `ties` that stand above.
    """
    if (number > 1 or not way.then) and (assumed := _assumed(way, predicates)):
        return Told((number,), (), (), (), ((way_name(way, predicates), assumed),))
    name = heading(way, predicates)
    way = replace(way, turns=telling(way.turns, predicates))
    turns = tuple(dict.fromkeys(turn_words(turn, predicates, ties) for turn in way.turns))
    within = next((one for one in above if one.turns and {*one.turns} < {*turns}), None)
    if number == 1:
        texts = [*nearest(way, predicates, room), *kinds_words(way, predicates, room)]
    elif within is not None:
        own = [text for text in turns if text not in within.turns]
        texts = [say(predicates, "the same as {number}", number=within.numbers[0])]
        texts += some(own, predicates, room)
    else:
        texts = _brief(way, ties, predicates, room)
    rule = "" if name else way_name(way, predicates)
    why = _denied_in(way.turns, predicates) or next(
        (one for one in turns if len(one) <= _BRIEF), ""
    )
    return Told((number,), (name,) if name else (), turns, tuple(texts), (), rule, why)


_BRIEF = 60
"""Up to how many letters a condition is told of a way for which there is no room."""


_DENIED: tuple[State, ...] = ("denied", "refused")


def _denied_in(turns: Sequence[Turn], predicates: Predicates) -> str:
    """Say where the case denies a condition of a way, or where it says that it was refused."""
    for turn in turns:
        node = turn.node
        if isinstance(node, Finding) and turn.state == "refused":
            return finding_aside(node, predicates)
        if isinstance(node, Absent) and turn.state in _DENIED and not is_unless_stated(node):
            where = places_words((node,), predicates)
            return say(predicates, "denied in {where}", where=where) if where else ""
    return ""


def telling(turns: Sequence[Turn], predicates: Predicates) -> tuple[Turn, ...]:
    """Return the conditions that say something: not that none holds of what is not shown.

    What applies against a way goes before what nobody has, such as a further document. That one
    value is not another, of which neither is worked out, stands last.
    """
    found = tuple(
        one
        for one in turns
        if not isinstance(one.node, Absent)
        or one.node.routes
        or not (is_unspoken(one.node, predicates) or is_of_nothing(one.node.atom))
    )
    return tuple(sorted(found or turns, key=lambda one: (_is_bare(one), _is_of_no_other(one))))


def _is_of_no_other(turn: Turn) -> bool:
    """Tell whether a condition fails only of somebody beside those of whom it is so."""
    return bool(turn.beside) and isinstance(turn.node, Absent)


def _is_bare(turn: Turn) -> bool:
    """Tell whether a condition says only that one value is not another, and works out neither."""
    if not isinstance(turn.node, Compared) or turn.node.comparison.op != "=":
        return False
    sides = (turn.node.left, turn.node.right)
    worked = (turn.node.comparison.left, turn.node.comparison.right)
    return not any(isinstance(one, Entity) for one in sides) and not any(
        isinstance(side, Apply) for side in worked
    )


def _assumed(way: Way, predicates: Predicates) -> str:
    """Return the one thing that a way falls with, if that is only assumed not to be so."""
    if len(way.turns) != 1:
        return ""
    node = way.turns[0].node
    if not isinstance(node, Absent) or not is_unless_stated(node) or is_unspoken(node, predicates):
        return ""
    return unstated_words(node, predicates)


def nearest(way: Way, predicates: Predicates, room: Room) -> list[str]:
    """Return all that a way turns on, and what it needs besides."""
    said: set[str] = set()
    told: list[str] = []
    for turn in way.turns:
        text = _fitting(turn, said, predicates, room)
        told += [] if _is_told(text, told, predicates) else [text]
        said |= told_before(turn, predicates)
    if len(way.turns) == 1 and _is_not_stated(way.turns[0]):
        told = [f"{told[0]} ({say(predicates, 'and so presumed not to be so')})"]
    texts = told[: room.turns] if len(told) > room.turns + 1 else told
    if left := len(told) - len(texts):
        texts.append(more(left, predicates))
    return [*texts, *needed_besides(way.then, way.head, predicates, room)]


def _is_not_stated(turn: Turn) -> bool:
    """Tell whether a way falls with what nobody states of somebody who is not named.

    That silence decides is said of one with a name by the sentence itself.
    """
    node = turn.node
    return isinstance(node, Absent) and is_unless_stated(node) and None in blank(node.atom).args


def kinds_words(way: Way, predicates: Predicates, room: Room) -> Iterator[str]:
    """Yield in a line what closes each other kind of a way that has several: none of them helps.

    Of the nearest it is said above.
    """
    above = {turn.node for turn in way.turns}
    pairs = []
    for one in way.kinds:
        turns = telling(one.turns, predicates)[:1]
        if turns and turns[0].node not in above:
            pairs.append(((way_name(one, predicates),), turn_words(turns[0], predicates)))
    if pairs:
        title = say(predicates, "nor otherwise")
        yield each_named(title, pairs, len(pairs), predicates, room)


def _fitting(turn: Turn, said: Collection[str], predicates: Predicates, room: Room) -> str:
    """Return a condition with as many of the facts behind its values as there is room for.

    What the values are goes before what they are worked out from.
    """
    texts = (turn_words(turn, predicates, said, facts=facts) for facts in range(room.facts, -1, -1))
    found = [text for text in texts if len(text) <= room.letters]
    return found[0] if found else cut(turn_words(turn, predicates, said), room)


def _brief(way: Way, ties: Collection[str], predicates: Predicates, room: Room) -> list[str]:
    """Return the conditions that a way turns on, hardest first; of what is open the first alone."""
    if way.state in ("to decide", "to state"):
        room = room._replace(brief=1)
    said = {*ties}
    told: dict[str, None] = {}
    for turn in way.turns:
        text = turn_words(turn, predicates, said)
        told |= {} if _is_told(text, told, predicates) else {text: None}
        said |= told_before(turn, predicates)
    return some([*told], predicates, room)


def _is_told(text: str, told: Collection[str], predicates: Predicates) -> bool:
    """Tell whether a text stands among those told, by itself or as why something cannot be so."""
    against = say(predicates, "against it: {said}", said="")
    plain = text.removeprefix(against)
    return text in told or (plain != text and any(within(plain) in one for one in told))


def is_alike(one: Told, other: Told) -> bool:
    """Tell whether two ways stand or fall with the same, or read the same under one name."""
    if one.assumed or other.assumed:
        return bool(one.assumed and other.assumed)
    if one.turns == other.turns and one.turns:
        return True
    return one.names == other.names and one.texts == other.texts


def same_but_last(one: Told, other: Told) -> bool:
    """Tell whether two ways fall with one fact, each by what it is compared with."""
    if one.names != other.names or len(one.texts) != 1 or len(other.texts) != 1:
        return False
    before = [text.rpartition("; ")[0] for text in (*one.turns, *other.turns)]
    return bool(before[0]) and len(set(before)) == 1


def chained(one: Told, other: Told) -> Told:
    """Return two such ways told as one: the fact once, then what each is compared with."""
    _, _, last = other.texts[0].rpartition("; ")
    text = f"{one.texts[0]}; {last}"
    return replace(one, numbers=(*one.numbers, *other.numbers), texts=(text,))


def joined(one: Told, other: Told) -> Told:
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    assumed = tuple(dict.fromkeys((*one.assumed, *other.assumed)))
    return replace(one, numbers=(*one.numbers, *other.numbers), names=names, assumed=assumed)
