"""That it was not decided whether the facts settle a question, or the two ways it can turn out."""

from engine.answers.reply import Answer
from engine.answers.shown import is_decided
from engine.pages.page import Entry, Section
from engine.pages.room import titled
from engine.pages.suppositions import suppositions_words
from parser.words.sentence import Predicates, say

_NOTHING = "No fact was found that could be added and would settle it"
_ENDED = "whether the facts settle it (only {cases} possibilities were tried)"
_NOT_SHOWN = "whether the facts settle it (not every possibility was tried)"
_TOO_MANY = (
    "whether the facts settle it (there are more such answers than are looked into; ask about this"
    " one by itself)"
)
FORMS = (_NOTHING, _ENDED, _NOT_SHOWN, _TOO_MANY)


def undecided(answer: Answer, predicates: Predicates) -> list[Section]:
    """Return that it was not decided whether the facts settle a question, and why not.

    Of an *unknown* that nothing which a case could state is known to decide, that is said too.
    """
    found: list[Section] = []
    if not is_decided(answer):
        form = _NOT_SHOWN if answer.proof or answer.routes else _TOO_MANY
        form = _ENDED if answer.looked_at else form
        said = say(predicates, form, cases=answer.looked_at)
        found.append(titled("Not decided", [Entry(said)], predicates))
    elif answer.verdict == "unknown" and not answer.missing and not answer.looked_at:
        found.append(Section(say(predicates, _NOTHING)))
    return found


def two_ways(answer: Answer, predicates: Predicates) -> list[Section]:
    """Return of an *unknown* one set of facts for *yes* and one for *no*, if both were found."""
    if not answer.ways or not is_decided(answer):
        return []
    entries = tuple(
        Entry(f"{suppositions_words(supposed, predicates)}: {say(predicates, verdict)}")
        for verdict, supposed in answer.ways
    )
    return [Section(say(predicates, "Two ways in which it can turn out"), entries)]


def verdict_words(answer: Answer, predicates: Predicates) -> str:
    """Write the verdict of one of several answers, with whether it was decided."""
    word = say(predicates, answer.verdict)
    if is_decided(answer):
        return word
    return f"{word} ({say(predicates, 'not decided')})"
