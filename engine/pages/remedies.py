"""What the laws say of a remedy against a decision, or that the sources say nothing of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.answers.reply import Answer
from engine.answers.summing import summary
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, say, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.base import KnowledgeBase
    from parser.resolved.law_tree import Law, Note

_SPEAKS = r"(?i)\b(appeal\w*|complain\w*|objections?|administrative dispute|remed(y|ies))\b"
"""How provisions call a remedy, in the words in which rule files say them.

Patterns are compiled where they are first needed, not at the start of each command.
"""

_UNSEEN = r"(?i)\bdone against\b"
"""How a provision that no rule carries says that its source names no remedy."""

_AGAINST = r"(?i)\b(refus|remov|revok|expel|expuls)\w*"
"""What authorities do against somebody: against it a remedy is wanted where it is so."""

_OBJECT = r"\bof (?:an? |the )?(\w[\w ]*?)(?=,| and |\.)"
"""Whose refusal a provision on remedies is about: `of temporary residence`."""


def remedy_words(kb: KnowledgeBase, answer: Answer, predicates: Predicates) -> str:
    """Return the provisions on remedies of the laws that conclude what is asked.

    Those are rules, or provisions that no rule carries; a provision elsewhere that nothing was
    found of a remedy is named. Nothing is said of an answer in which no authority has a say, of
    one without a provision of any law, and of a *yes* unless it is against somebody.
    """
    asked = answer.question.sentence.predicate
    against = asked in kb.predicates and re.search(_AGAINST, template(kb.predicates[asked]))
    if answer.verdict not in (("yes",) if against else ()) + ("no", "depends", "unknown"):
        return ""
    found = summary(answer, kb.predicates)
    if not found.cited:
        return ""
    laws = laws_asked_of(kb, asked, found.cited[0].law)
    refusing = any(
        re.search(_AGAINST, one.title) for law in laws for one in _concluding(law, asked)
    )
    if not (found.decides or against or refusing):
        return ""
    by_rules = (_rule_words(one, predicates) for one in speaking(laws))
    if said := [*by_rules] or [*_said_by_notes(laws, predicates)]:
        return "; ".join(dict.fromkeys(said))
    if answer.verdict in ("depends", "unknown"):
        return ""  # nothing is refused yet
    nothing = say(predicates, "not in the sources used here")
    silent = next(_silent(kb.laws, found.cited[0].law_title), "")
    return f"{nothing} ({silent})" if silent else nothing


def _concluding(law: Law, asked: str) -> list[Provision]:
    """Return the provisions of the rules of a law that conclude a sentence, or deny it."""
    return [rule.provision for rule in law.rules if rule.head.predicate == asked]


def laws_asked_of(kb: KnowledgeBase, asked: str, deciding: str) -> list[Law]:
    """Return the law with the id `deciding` and all others that conclude what is asked."""
    return [law for law in kb.laws if law.id == deciding or _concluding(law, asked)]


def speaking(laws: Sequence[Law]) -> Iterator[Provision]:
    """Yield the provisions of the rules of some laws that speak of a remedy, each once."""
    every = dict.fromkeys(rule.provision for law in laws for rule in law.rules)
    yield from (one for one in every if re.search(_SPEAKS, f"{one.title} {one.says}"))


def _rule_words(provision: Provision, predicates: Predicates) -> str:
    said = _spoken(provision, predicates)
    return f"{' '.join((said.says, *said.reads))} ({said.rule})"


def _said_by_notes(laws: Sequence[Law], predicates: Predicates) -> Iterator[str]:
    for law in laws:
        for note in law.notes:
            if _speaks(note) or re.search(_UNSEEN, note.reason):
                said = _spoken(Provision(note.provision, note.title, says=note.says), predicates)
                reason = note.reason
                if isinstance(predicates, Spoken):
                    reason = predicates.reason(note.provision) or reason
                yield f"{said.says} {reason[:1].upper()}{reason[1:]} ({note.provision})"


def _silent(laws: Sequence[Law], title: str) -> Iterator[str]:
    """Yield the provisions by which no remedy is known against what a law of this title is on."""
    for law in laws:
        for note in law.notes:
            objects = re.findall(_OBJECT, note.says) if note.mark == "not-known" else ()
            if _speaks(note) and any(one.lower() in title.lower() for one in objects):
                yield note.provision


def _speaks(note: Note) -> bool:
    return re.search(_SPEAKS, f"{note.title} {note.says}") is not None


def _spoken(provision: Provision, predicates: Predicates) -> Provision:
    return predicates.provision(provision) if isinstance(predicates, Spoken) else provision
