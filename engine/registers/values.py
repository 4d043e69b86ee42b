"""The values that answer an open question, as the text of one cell."""

from engine.answers.reply import Reply, Values
from parser.words.question_words import open_kinds
from parser.words.values import value_words


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
    if reply.others != "no":
        open_ones.append(f"any other ({reply.others})")
    return "; ".join([*certain, *open_ones]) or None
