"""What a way needs besides what it turns on: who has still to decide, and what nobody stated."""

from collections.abc import Iterator, Sequence

from engine.answers.summary import Turn
from engine.pages.room import Room, cut, more
from engine.pages.turns import turn_words
from engine.pages.unnamed import blank
from engine.proof.node import Assumption, Derived, Exception_
from parser.resolved.vocabulary import VALUE_KINDS
from parser.words.sentence import Predicates, say


def needed_besides(
    then: Sequence[Turn], head: Derived | None, predicates: Predicates, room: Room
) -> Iterator[str]:
    """Yield what a way needs besides: who has still to decide, and what nobody stated.

    Conditions that are open are named as far as there is room; those of nobody in particular, such
    as that a document was issued by a country, ask nothing of anybody.
    """
    items = [one for one in then if one.state == "to decide"][:1]
    items = [one for one in items if _item_of(one)]
    for turn in items:
        said = cut(turn_words(turn, predicates), room)
        form = "besides, open whether, by {item}, one of several: {turn}"
        yield say(predicates, form, turn=said, item=_item_of(turn))
    others = [one for one in then if one not in items and not is_of_nobody(one, predicates)]
    decided = [one for one in others if one.state == "to decide"]
    others.sort(key=lambda one: (one not in decided[:1], one in decided))  # what can be stated next
    if not others and len(then) > len(items) and head is not None and head.rule.provision:
        form = "besides, not looked at further: the other conditions of {rule}"
        yield say(predicates, form, rule=head.rule.provision.rule)
    texts = dict.fromkeys(cut(turn_words(one, predicates), room) for one in others)
    named = [*texts][: max(room.turns - 1, 1 if decided else 0)]
    left = len(texts) - len(named)
    if named:
        named += [more(left, predicates)] if left else []
        yield say(predicates, "besides, open whether: {turns}", turns="; ".join(named))
    elif left:
        form = "besides, {number} condition is open"
        form = form if left == 1 else "besides, {number} conditions are open"
        yield say(predicates, form, number=left)


def _item_of(turn: Turn) -> str:
    """Return the label of the enumerated item whose condition something is, or nothing."""
    item = turn.of.rule if turn.of is not None and turn.of.rule.role == "item" else None
    return item.provision.item if item is not None and item.provision is not None else ""


def is_of_nobody(turn: Turn, predicates: Predicates) -> bool:
    """Tell whether a condition is about somebody or something of which nothing is known.

    That Ana was sentenced in some conviction is no condition that anybody could meet.
    """
    node = turn.node.route if isinstance(turn.node, Exception_) else turn.node
    if not isinstance(node, Assumption):
        return False
    args, slots = blank(node.atom).args, predicates[node.atom.pred].slots
    kinds = [slot.kind for arg, slot in zip(args, slots, strict=True) if arg is None]
    several = len(kinds) > 1 and any(kind not in VALUE_KINDS for kind in kinds)
    return several or args[:1] == (None,)
