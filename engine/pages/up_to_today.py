"""A state that is stated up to the day of the question: it is known so far, and has not ended."""

from collections.abc import Iterable, Iterator

from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer
from engine.pages.page import Section
from engine.pages.reworded import reworded
from engine.pages.unnamed import said_words
from engine.proof.node import Stated
from parser.resolved.vocabulary import Predicate
from parser.words.sentence import Predicates, say, shown


def known_up_to_today(
    sections: Iterable[Section], answer: Answer, predicates: Predicates
) -> Iterator[Section]:
    """Return sections in which states do not end on the day of the question.

    `Ana is a national of Serbia from 2001-01-01 to 2026-11-23` is what is stated of somebody who
    is one on that day, 2026-11-23: then it says `from 2001-01-01, known up to today`.
    """
    changes = dict(_changes(answer, predicates))
    return reworded(sections, [*changes.items()])


def _changes(answer: Answer, predicates: Predicates) -> Iterator[tuple[str, str]]:
    """Yield each sentence of such a state, and what to say instead."""
    for node in nodes(roots_of(answer)):
        if not isinstance(node, Stated) or node.atom.pred not in predicates:
            continue
        predicate = predicates[node.atom.pred]
        if _is_state(predicate) and node.atom.args[-1] == answer.as_of:
            said = said_words(node.atom, predicates)
            form = say(predicates, " to {day}", day=shown(answer.as_of, predicates))
            if said.endswith(form):
                yield said, said.removesuffix(form) + say(predicates, ", known up to today")


def _is_state(predicate: Predicate) -> bool:
    """Tell whether a predicate says that something is so from one day to another."""
    dates = [slot for slot in predicate.slots if slot.kind == "date"]
    last = len(predicate.slots) - 1
    return len(dates) > 1 and predicate.parts[1:2] == ("is",) and predicate.parts[-1:] == (last,)
