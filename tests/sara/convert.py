"""Public cases -> cases of ours: what is stated, and the questions with the answer expected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.sara.events import PublicCase, term
from tests.sara.filling import filled
from tests.sara.names import close, dollars, named
from tests.sara.sections import SENTENCES, key
from tests.sara.stated import given
from tests.sara.work import services

READINGS = (
    "US-2-b-married-child married",
    "US-152-b-1-circle described",
    "US-3306-b-end apart",
)
"""What the reference program takes the statute to say where it can be read in two ways."""

SEPARATED = "s2_b_2_A"
"""The one query that speaks of a marriage instead of those who are married."""


class Unasked(Exception):
    """A query that speaks of nothing in the laws."""


@dataclass(frozen=True)
class Asked:
    """What is given and asked, and `under` which readings.

    One *yes* among the answers is enough, or all of them are needed if `every`; the data mean the
    contrary of the questions if `contrary`.
    """

    given: tuple[str, ...]
    questions: tuple[str, ...]
    contrary: bool = False
    every: bool = False
    under: tuple[str, ...] = READINGS


def converted(case: PublicCase) -> Asked:
    """Return what a public case states and asks; raises Unasked for a query of another kind."""
    goals = case.query.get("and", [case.query])
    known = [goal for goal in goals if key(goal) in SENTENCES or goal["pred"] == SEPARATED]
    if not known:
        raise Unasked(case.id)
    told = tuple(dict.fromkeys(given(case, known)))
    if {"s68_b", "s68_a_1"} <= {
        goal["pred"] for goal in known
    }:  # a percentage of what two other goals find
        (goal,) = (goal for goal in known if goal["pred"] == "s68_a_1")
        who, year = (known[0]["args"][place] for place in (0, 2))
        reduction = dollars(goal["args"][2])
        question = (
            f"paragraph a-1 reduces the itemized deductions of {named(who)} by {reduction} "
            f"for the year to {close(year)}"
        )
        return Asked(told, (question,))
    if len(known) > 1:
        questions = tuple(one for goal in known for one in _asked(case, goal))
        return Asked(told, questions, every=True)
    contrary = SENTENCES.get(key(known[0]), "").startswith("!")
    return Asked(told, tuple(_asked(case, known[0])), contrary)


def _asked(case: PublicCase, goal: Mapping[str, Any]) -> Iterator[str]:
    """Yield the questions of a goal, one for each service that it may speak of."""
    args = [term(arg) for arg in goal["args"]]
    if goal["pred"] == "tax" and args[2] is None:
        yield f"the tax of {named(args[0])} for the year to {close(args[1])} is how much"
        return
    if goal["pred"] == "s151_b" and len(args) == 3 and isinstance(args[1], str):
        yield from _asked(case, {"pred": "s151_b_applies", "args": goal["args"]})
        return
    if goal["pred"] == SEPARATED:
        for who in case.all(str(args[0]), "agent"):
            yield f"{named(who)} is legally separated from a person by {close(args[1])}"
        return
    sentence = SENTENCES[key(goal)].removeprefix("!")
    if sentence.startswith("{0l}") and "payment" in case.kinds.get(str(args[0]), ()):
        sentence = SENTENCES["s3306_b_2/6"]  # the data name a payment where a plan is meant
    if "s}" not in sentence:
        yield filled(case, sentence, args)
        return
    place = int(sentence[sentence.index("s}") - 1])
    everybody = {one for _, who, employer, _ in services(case) for one in (who, employer)}
    people = everybody.intersection(str(one) for one in args[1:3] if one != args[place])
    for name, who, employer, event in services(case):
        if args[place] in (None, event) and people <= {who, employer}:
            yield filled(case, sentence, args, name, event)
