"""What the laws declare can be done against an answer: the `remedy` lines of their provisions."""

from engine.answers.reply import Answer
from kb.base import KnowledgeBase
from kb.remedies import Declared

_OPEN = ("depends", "unknown")


def remedies_against(kb: KnowledgeBase, answer: Answer) -> tuple[Declared, ...]:
    """Return the remedies that laws declare against an answer, in the order of the laws.

    One is against what some rules conclude, or against its refusal: so against a *yes* to what
    they conclude, or a *no*. While an answer is open it may yet be wanted.
    """
    if answer.verdict not in ("yes", "no", *_OPEN):
        return ()
    found = kb.remedies.get(answer.question.sentence.predicate, ())
    wanted = (
        one
        for one in found
        if answer.verdict in _OPEN or one.against_no == (answer.verdict == "no")
    )
    each: dict[tuple[object, object], Declared] = {}
    for one in wanted:
        each.setdefault((one.remedy, one.provision), one)
    return tuple(each.values())
