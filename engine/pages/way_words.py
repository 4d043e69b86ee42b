"""The ways of an answer, one line each: what each is called, and what it stands or falls with."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from engine.answers.summary import OPEN, SETTLED, State, Turn, Way
from engine.pages.assumed import NOT_STATED, is_unless_stated, unstated_words
from engine.pages.measures import amount_words
from engine.pages.needed_besides import needed_besides
from engine.pages.page import Entry, Section
from engine.pages.places import places_words
from engine.pages.remarks import finding_aside
from engine.pages.room import Room, cut, more, runs, titled
from engine.pages.turns import is_unspoken, node_words, told_before, turn_words, within
from engine.pages.unnamed import blank, is_of_nothing, said_words
from engine.proof.grounds import status
from engine.proof.node import Absent, Compared, Derived, Finding
from parser.datalog.tree import Apply
from parser.frozen import dataclass
from parser.resolved.vocabulary import Provision
from parser.values import Entity
from parser.words.sentence import Predicates, Spoken, is_hidden, say


def ways_section(
    numbered: Sequence[tuple[int, Way]],
    predicates: Predicates,
    room: Room,
    above: Iterable[str] = (),
) -> Section:
    """Return the section of the ways, each with its number among those of the answer.

    What stands `above` on the page is not said again of a way beside the first.
    Of way 1 all is said that it turns on; where it is the only one it needs no number.
    """
    first, way = numbered[0]
    if len(numbered) == first == 1:
        way = replace(way, turns=_telling(way.turns, predicates))
        title = f"{say(predicates, 'It turns on')}{under(way, predicates)}"
        texts = [*_nearest(way, predicates, room), *_kinds(way, predicates, room)]
        return titled(title, [Entry(text) for text in texts], predicates)
    live = [one for one in numbered if one[1].state not in SETTLED]
    folded = [one for one in numbered if one[1].state in SETTLED] if live else []
    told: list[_Told] = []
    ties = {point for line in above for point in points_of(line)}
    for number, way in live or numbered:
        one = _told(number, way, told, ties, predicates, room)
        ties |= {node_words(tie, predicates) for turn in way.turns for tie in turn.ties}
        alike = next((place for place, each in enumerate(told) if _is_alike(each, one)), None)
        if alike is None and told and number > 2 and _same_but_last(told[-1], one):
            told[-1] = _chained(told[-1], one)
        elif alike is None:
            told.append(one)
        else:
            told[alike] = _joined(told[alike], one)
    told = [*_called(told)]
    most = max(room.ways, 1)
    entries = [_entry(one, predicates, room) for one in told[:most]]
    if told[most:]:
        entries.append(_left(told[most:], predicates, room))
    entries += _settled(folded, ties, predicates, room)
    return titled(_title_of(numbered), entries, predicates)


def points_of(line: str) -> Iterator[str]:
    """Yield what a line says: each of its points, and it without what it is said of."""
    for point in line.split("; "):
        yield from (point, point.rpartition(": ")[2])


def _title_of(numbered: Sequence[tuple[int, Way]]) -> str:
    """Return the title over some ways: it promises a way only where one may still lead there."""
    is_all = numbered[0][0] == 1
    if any(way.state in OPEN for _, way in numbered):
        return "Ways, nearest first" if is_all else "Other ways than the one above, nearest first"
    if is_all:
        return "No way is open on these facts; what closes each"
    return "No other way than the one above is open on these facts; what closes each"


def _settled(
    folded: Sequence[tuple[int, Way]], ties: Collection[str], predicates: Predicates, room: Room
) -> Iterator[Entry]:
    """Yield in one entry the ways that are settled for good, with what each falls with.

    The `ties` stand above.
    """
    if not folded:
        return
    texts: dict[str, dict[str, None]] = {}
    said = {*ties}
    for _, way in folded:
        turns = _telling(way.turns, predicates)[:1]
        told = "".join(_without_how_long(one, predicates, said) for one in turns)
        said |= {text for one in turns for text in told_before(one, predicates)}
        told = next((text for text in texts if told in text), told)
        texts.setdefault(told, {})[_name(way, predicates)] = None
    title = say(predicates, "settled for good on these facts")
    numbers = tuple(number for number, _ in folded)
    pairs = [(tuple(filter(None, names)), text) for text, names in texts.items()]
    named = _each_named(title, pairs, max(room.ways - 1, 1), predicates, room)
    yield Entry(named, (), runs(numbers))


def _without_how_long(turn: Turn, predicates: Predicates, said: Collection[str]) -> str:
    """Return what is too late for good, without how long ago that was."""
    text = turn_words(turn, predicates, said)
    gap = turn.node.gap if isinstance(turn.node, Compared) else None
    if gap is None:
        return text
    ago = say(predicates, "{amount} ago", amount=amount_words(gap.amount, predicates))
    return text.removesuffix(f" ({ago})")


def _each_named(
    title: str,
    pairs: Sequence[tuple[Sequence[str], str]],
    most: int,
    predicates: Predicates,
    room: Room,
) -> str:
    """Write of several ways in a line what each falls with; where room ends, their names alone.

    A name that is that of all of them is said once, before the `title`.
    """
    if len({tuple(names) for names, _ in pairs}) == 1:
        name = ", ".join(pairs[0][0])
        texts = _some([text for _, text in pairs], predicates, room._replace(brief=most))
        return cut(": ".join(filter(None, (name, title, "; ".join(texts)))), room)
    text = title
    for full in range(min(most, len(pairs)), -1, -1):
        rest = [", ".join(names) for names, _ in pairs[full:]]
        said = [f"{', '.join(names)}: {text}".removeprefix(": ") for names, text in pairs[:full]]
        unnamed = sum(not one for one in rest)
        said += list(dict.fromkeys(filter(None, rest)))
        said += [more(unnamed, predicates)] if unnamed else []
        text = f"{title}: {'; '.join(said)}"
        if len(text) <= room.letters:
            break
    return cut(text, room)


@dataclass(frozen=True, slots=True)
class _Told:
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


def _left(told: Sequence[_Told], predicates: Predicates, room: Room) -> Entry:
    """Return the entry of the ways for which there is no room: their numbers and names.

    Where that is a matter of a statement, it is said where the case denies or decides them.
    """
    numbers = [number for one in told for number in one.numbers]
    said: dict[str, None] = {}
    for one in told:
        name = ", ".join(one.names)
        told_why = one.why and (room.letters > _TIGHT or not name)
        why = f"{name} ({one.why})" if name and told_why else name or one.why
        said |= {why: None} if why else {}
    if not said:
        return Entry(more(len(numbers), predicates))
    return Entry(cut("; ".join(said), room), (), runs(tuple(sorted(numbers))))


def _called(told: Sequence[_Told]) -> Iterator[_Told]:
    """Yield ways with a name each: one without is called by its rule, unless one above is too."""
    called: set[str] = {name for one in told for name in one.names}
    for one in told:
        if one.names or not one.rule or one.rule in called:
            yield one
        else:
            called.add(one.rule)
            yield replace(one, names=(one.rule,))


def _told(
    number: int,
    way: Way,
    above: Sequence[_Told],
    ties: Collection[str],
    predicates: Predicates,
    room: Room,
) -> _Told:
    """Return a way as it is told; what all of a way above turns on is not said again.

    Nor is what ties individuals to those asked about, the `ties` that stand above.
    """
    if (number > 1 or not way.then) and (assumed := _assumed(way, predicates)):
        return _Told((number,), (), (), (), ((_name(way, predicates), assumed),))
    name = heading(way, predicates)
    way = replace(way, turns=_telling(way.turns, predicates))
    turns = tuple(dict.fromkeys(turn_words(turn, predicates, ties) for turn in way.turns))
    within = next((one for one in above if one.turns and {*one.turns} < {*turns}), None)
    if number == 1:
        texts = [*_nearest(way, predicates, room), *_kinds(way, predicates, room)]
    elif within is not None:
        own = [text for text in turns if text not in within.turns]
        texts = [say(predicates, "the same as {number}", number=within.numbers[0])]
        texts += _some(own, predicates, room)
    else:
        texts = _brief(way, ties, predicates, room)
    rule = "" if name else _name(way, predicates)
    why = _denied_in(way.turns, predicates) or next(
        (one for one in turns if len(one) <= _BRIEF), ""
    )
    return _Told((number,), (name,) if name else (), turns, tuple(texts), (), rule, why)


_TIGHT = 200
"""Where points have room for no more letters than this, ways without room are named alone."""

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


def _name(way: Way, predicates: Predicates) -> str:
    """Name a way by the title of its rule, an item too."""
    return _title(way.head.rule.provision, predicates) if way.head is not None else ""


def _telling(turns: Sequence[Turn], predicates: Predicates) -> tuple[Turn, ...]:
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


def _some(texts: Sequence[str], predicates: Predicates, room: Room) -> list[str]:
    """Return as many conditions as there is room for, and how many there are more."""
    told = [cut(text, room) for text in texts[: room.brief]]
    left = len(texts) - len(told)
    return [*told, more(left, predicates)] if left else told


def _is_alike(one: _Told, other: _Told) -> bool:
    """Tell whether two ways stand or fall with the same, or read the same under one name."""
    if one.assumed or other.assumed:
        return bool(one.assumed and other.assumed)
    if one.turns == other.turns and one.turns:
        return True
    return one.names == other.names and one.texts == other.texts


def _same_but_last(one: _Told, other: _Told) -> bool:
    """Tell whether two ways fall with one fact, each by what it is compared with."""
    if one.names != other.names or len(one.texts) != 1 or len(other.texts) != 1:
        return False
    before = [text.rpartition("; ")[0] for text in (*one.turns, *other.turns)]
    return bool(before[0]) and len(set(before)) == 1


def _chained(one: _Told, other: _Told) -> _Told:
    """Return two such ways told as one: the fact once, then what each is compared with."""
    _, _, last = other.texts[0].rpartition("; ")
    text = f"{one.texts[0]}; {last}"
    return replace(one, numbers=(*one.numbers, *other.numbers), texts=(text,))


def _joined(one: _Told, other: _Told) -> _Told:
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    assumed = tuple(dict.fromkeys((*one.assumed, *other.assumed)))
    return replace(one, numbers=(*one.numbers, *other.numbers), names=names, assumed=assumed)


def _entry(one: _Told, predicates: Predicates, room: Room) -> Entry:
    """Write a way with its number: below its name where much is said of it."""
    mark = runs(one.numbers)
    name = "; ".join(one.names)
    if one.assumed:
        texts: dict[str, dict[str, None]] = {}
        for called, text in one.assumed:
            texts.setdefault(text, {})[called] = None
        pairs = [(tuple(filter(None, names)), text) for text, names in texts.items()]
        title = say(predicates, NOT_STATED)
        return Entry(_each_named(title, pairs, room.brief + 2, predicates, room), (), mark)
    if one.numbers[0] == 1 and len(one.texts) > 1:
        if not name:
            return Entry(one.texts[0], one.texts[1:], mark)
        return Entry(f"{name}:", one.texts, mark)
    said = "; ".join(one.texts) or say(predicates, "met")
    said = cut(said, room)
    return Entry(f"{name}: {said}" if name else said, (), mark)


def _nearest(way: Way, predicates: Predicates, room: Room) -> list[str]:
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


def _kinds(way: Way, predicates: Predicates, room: Room) -> Iterator[str]:
    """Yield in a line what closes each other kind of a way that has several: none of them helps.

    Of the nearest it is said above.
    """
    above = {turn.node for turn in way.turns}
    pairs = []
    for one in way.kinds:
        turns = _telling(one.turns, predicates)[:1]
        if turns and turns[0].node not in above:
            pairs.append(((_name(one, predicates),), turn_words(turns[0], predicates)))
    if pairs:
        title = say(predicates, "nor otherwise")
        yield _each_named(title, pairs, len(pairs), predicates, room)


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
    return _some([*told], predicates, room)


def _is_told(text: str, told: Collection[str], predicates: Predicates) -> bool:
    """Tell whether a text stands among those told, by itself or as why something cannot be so."""
    against = say(predicates, "against it: {said}", said="")
    plain = text.removeprefix(against)
    return text in told or (plain != text and any(within(plain) in one for one in told))


def heading(way: Way, predicates: Predicates) -> str:
    """Name a way: by the title of its rule; an item by what it wants, if that is not its turn.

    An item that stands or falls with its own condition has no name: the condition says it.
    """
    head = way.head
    if head is None:
        return node_words(way.node, predicates)
    own = isinstance(way.node, Derived) and way.node.rule.role == "item"
    if own and head is way.node:
        return _wanted(head, predicates)
    return _title(head.rule.provision, predicates)


def _wanted(item: Derived, predicates: Predicates) -> str:
    """Return the condition of an item that is not met, where a rule of the law concludes it."""
    failing = next((one for one in item.premises if status(one) not in ("holds", "defeated")), None)
    if not isinstance(failing, Derived) or is_hidden(failing.atom, predicates):
        return ""
    return said_words(failing.atom, predicates)


def under(way: Way, predicates: Predicates) -> str:
    """Name the rule of a way with its title, after the title of a section."""
    provision = way.head.rule.provision if way.head is not None else None
    if provision is None:
        return ""
    title = _title(provision, predicates)
    return f" ({provision.rule}" + (f' "{title}")' if title != provision.rule else ")")


def _title(provision: Provision | None, predicates: Predicates) -> str:
    if provision is None:
        return ""
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    return said.title or said.rule
