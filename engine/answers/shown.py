"""What an answer shows: that the facts leave it open, and what would turn it one way or the other.

A fact that decides it alike on both sides cannot be what it waits for: then nothing is shown.
"""

from engine.answers.reply import Answer, Missing, Verdict


def is_decided(answer: Answer) -> bool:
    """Tell whether it is shown that the facts settle a question, or that they do not."""
    both = any(_says_nothing(one) for one in answer.missing)
    return answer.decided and not both and not turns_on_nothing(answer)


def telling(answer: Answer) -> tuple[Missing, ...]:
    """Return what would decide an answer, without what would decide it alike on both sides."""
    return tuple(one for one in answer.missing if not _says_nothing(one))


def turns_on_nothing(answer: Answer) -> bool:
    """Tell whether an answer is said to depend on one finding, and to be alike without it."""
    return len(answer.rests_on) == 1 and answer.otherwise == (_if_found(answer),)


def _if_found(answer: Answer) -> Verdict:
    return "conflict" if answer.contested else "yes"


def _says_nothing(one: Missing) -> bool:
    return one.if_so == one.if_not and one.if_so in ("yes", "no", "conflict")
