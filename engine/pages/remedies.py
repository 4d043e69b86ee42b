"""What the laws say of a remedy against a decision, or that the sources say nothing of one."""

from engine.answers.remedies import remedies_against
from engine.answers.reply import Answer
from engine.answers.summing import summary
from kb.base import KnowledgeBase
from kb.remedies import Declared
from parser.resolved.vocabulary import Provision
from parser.words.sentence import Predicates, Spoken, say


def remedy_words(kb: KnowledgeBase, answer: Answer, predicates: Predicates) -> str:
    """Return what the provisions say that declare a remedy against an answer, each with its id.

    Of a *no* in which an authority has a say, and against which no law declares anything, it is
    said that the sources used here name none. Nothing is said of any other answer.
    """
    if answer.verdict in ("silent", "conflict"):
        return ""
    if said := [against_words(one, predicates) for one in remedies_against(kb, answer)]:
        return "; ".join(dict.fromkeys(said))
    if answer.verdict != "no" or not summary(answer, kb.predicates).decides:
        return ""
    return say(predicates, "not in the sources used here")


def against_words(one: Declared, predicates: Predicates) -> str:
    """Write a remedy as its provision says it, and what of it the source does not say."""
    said = spoken_provision(one, predicates)
    parts = (said.says or _declared_words(one, predicates), unsaid_words(one, predicates))
    return f"{' '.join(part for part in parts if part)} ({said.rule})"


def _declared_words(one: Declared, predicates: Predicates) -> str:
    """Write to whom a remedy goes and within what time, where the provision has no words."""
    remedy = one.remedy
    parts = (
        say(predicates, "to {body}", body=remedy.body) if remedy.body else "",
        say(predicates, "within {limit}", limit=remedy.limit) if remedy.limit else "",
    )
    return ", ".join(part for part in parts if part)


def unsaid_words(one: Declared, predicates: Predicates) -> str:
    """Write what the source does not say of a remedy, as a sentence; nothing if it says all."""
    if one.unseen:
        reason = predicates.reason(one.provision.rule) if isinstance(predicates, Spoken) else ""
        reason = reason or one.unseen
        return f"{reason[:1].upper()}{reason[1:]}"
    remedy = one.remedy
    if remedy.body and remedy.limit:
        return ""
    form = "Who decides on it, and within what time it is wanted, is not in the source."
    if remedy.body:
        form = "Within what time it is wanted is not in the source."
    elif remedy.limit:
        form = "Who decides on it is not in the source."
    return say(predicates, form)


def spoken_provision(one: Declared, predicates: Predicates) -> Provision:
    """Return the provision that declares a remedy, in the language of the page."""
    found = one.provision
    return predicates.provision(found) if isinstance(predicates, Spoken) else found
