"""What ways are called: by the title of their rule, or by what an item wants."""

from collections.abc import Sequence

from engine.answers.summary import Way
from engine.pages.room import Room, cut, more, some
from engine.pages.turns import node_words
from engine.pages.unnamed import said_words
from engine.proof.grounds import status
from engine.proof.node import Derived
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, is_hidden


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
    return title_of(head.rule.provision, predicates)


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
    title = title_of(provision, predicates)
    return f" ({provision.rule}" + (f' "{title}")' if title != provision.rule else ")")


def title_of(provision: Provision | None, predicates: Predicates) -> str:
    if provision is None:
        return ""
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    return said.title or said.rule


def way_name(way: Way, predicates: Predicates) -> str:
    """Name a way by the title of its rule, an item too."""
    return title_of(way.head.rule.provision, predicates) if way.head is not None else ""


def each_named(
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
        texts = some([text for _, text in pairs], predicates, room._replace(brief=most))
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
