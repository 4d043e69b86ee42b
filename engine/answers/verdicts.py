"""The verdict on a whole reply: the most favourable of those of its rows."""

from collections.abc import Sequence

from engine.answers.reply import Answer, Reply, Verdict

MOST_FAVOURABLE_FIRST: Sequence[Verdict] = (
    "yes",
    "depends",
    "conflict",
    "unknown",
    "no",
    "silent",
)
"""The one order of verdicts: how near each is to a *yes*."""


def verdict_of(reply: Reply) -> Verdict:
    """Return the verdict on whether there is anything that a question asks for."""
    if isinstance(reply, Answer):
        return reply.verdict
    found = {answer.verdict for _, answer in reply.rows} | {reply.others}
    return next(verdict for verdict in MOST_FAVOURABLE_FIRST if verdict in found)


def deciding(reply: Reply) -> Answer | None:
    """Return the answer that a reply as a whole rests on, None if it rests on none of its rows."""
    if isinstance(reply, Answer):
        return reply
    wanted = verdict_of(reply)
    return next((answer for _, answer in reply.rows if answer.verdict == wanted), None)
