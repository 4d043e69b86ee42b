"""The answer to an open question in a row of a table: one word, and the values that it is about."""

from collections.abc import Sequence

from engine.answers.reply import Answer, Reply, Values, Verdict
from parser.words.question import open_kinds
from parser.words.values import value_words

_ORDER: Sequence[Verdict] = ("yes", "depends", "unknown", "no", "silent")


def verdict_of(reply: Reply) -> Verdict:
    """Return the answer to whether there is anything that a question asks for."""
    if isinstance(reply, Answer):
        return reply.verdict
    found = {answer.verdict for _, answer in reply.rows} | {reply.others}
    return next(verdict for verdict in _ORDER if verdict in found)


def deciding(reply: Reply) -> Answer | None:
    """Return the answer that a reply as a whole rests on, None if it rests on none of its rows."""
    if isinstance(reply, Answer):
        return reply
    wanted = verdict_of(reply)
    return next((answer for _, answer in reply.rows if answer.verdict == wanted), None)


def values_text(reply: Reply) -> str | None:
    """Return the values that are certain, then those that are not, each with its answer.

    What is certainly none of them is left out; None if nothing is left, or no value asked for.
    """
    if not isinstance(reply, Values):
        return None
    kinds = open_kinds(reply.question)
    certain: list[str] = []
    open_ones: list[str] = []
    for row, answer in reply.rows:
        name = ", ".join(value_words(v, kind) for v, kind in zip(row, kinds, strict=False))
        if answer.verdict == "yes":
            certain.append(name)
        elif answer.verdict != "no":
            open_ones.append(f"{name} ({answer.verdict})")
    if reply.others not in ("no", "silent"):
        open_ones.append(f"any other ({reply.others})")
    return "; ".join([*certain, *open_ones]) or None
