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
<<<<<<< HEAD
        people = set(args[1:3]) - {None, args[0]}
        if args[place] in (None, event) and all(
            one in (who, employer)
            for one in people
            if isinstance(one, str) and one in _people(case)
        ):
            yield _filled(case, sentence, args, name, event)


def _people(case: PublicCase) -> set[str]:
    return {one for _, who, employer, _ in services(case) for one in (who, employer)}


def _filled(
    case: PublicCase, sentence: str, args: Sequence[Any], service: str, event: str = ""
) -> str:
    def word(unit: "re.Match[str]") -> str:
        place, kind = unit.groups()
        value = None if place == "?" else args[int(place)]
        if kind == "s":
            return service
        if kind == "y":
            return close(_year(case) if value is None else value)
        if kind == "d":
            return str(value or case.starts(event)[0])
        if kind == "t":
            return dollars(sum(value)) if isinstance(value, tuple) else "an amount"
        if value is None:
            return ANY[kind]
        match kind:
            case "a":
                return dollars(value)
            case "n":
                return str(value)
            case "h":
                homes = (
                    case.all(value, "patient") if "residence" in case.kinds.get(value, ()) else ()
                )
                return named(homes[0] if homes else value, "home")
            case "m":
                return next((n for n, at, _ in payments(case) if at == value), named(value))
            case _:
                return named(value)

    return UNIT.sub(word, sentence)


def _year(case: PublicCase) -> str:
    """Return the year that the words of the question name, or the last in which anything begins."""
    asked = re.findall(r"\b(?:19|20)\d\d\b", case.question)
    begun = [day[:4] for (_, role), days in case.roles.items() if role == "start" for day in days]
    return asked[-1] if asked else max(begun, default="2017")


# What is stated.


def _given(case: PublicCase, goals: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    asked = [
        arg
        for goal in goals
        if goal["pred"] in ("tax", "s63_a", "s1_c")
        for arg in goal["args"][:1]
    ]
    people = [*individuals(case), *(str(one) for one in asked if isinstance(one, str))]
    for pred, args in case.stated():
        sentence = SENTENCES.get(f"{pred}/{len(args)}", "{0p}")
        for place, kind in UNIT.findall(sentence):
            if kind == "p" and isinstance(args[int(place)], str):
                people.append(str(args[int(place)]))
    for goal in goals:
        for place, kind in UNIT.findall(SENTENCES.get(_key(goal), "")):
            value = term(goal["args"][int(place)]) if place != "?" else None
            if kind == "p" and isinstance(value, str):
                people.append(value)
    trusts = {who for event in case.events("business_trust") for who in case.all(event, "agent")}
    for who in dict.fromkeys(people):
        if not is_organisation(case, who) and who not in trusts:
            yield f"{named(who)} is an individual"
    yield from told(case)
    for pred, args in case.stated():
        yield from _stated(case, pred, args)


def _stated(case: PublicCase, pred: str, args: Sequence[Any]) -> Iterator[str]:
    """Yield what a case states of the sections themselves."""
    key = f"{pred}/{len(args)}"
    args = list(args)
    if pred in ("s68_b",) and isinstance(args[1], int) and args[2] > 2100:
        args[1], args[2] = args[2], args[1]
    if key == "s151/5" and isinstance(args[2], tuple) and args[1] is None:
        for who in args[2]:
            yield _filled(case, SENTENCES["s151_c_applies/3"], (args[0], who, args[4]), "")
        return
    if key == "s151_d/4" and args[2] is None:
        if args[1] is not None:
            yield _filled(case, SENTENCES["s151_c_applies/3"], (args[0], args[1], args[3]), "")
        return
    if key == "s152_c_2/4":
        for year in range(int(str(args[2])[:4]), int(str(args[3])[:4]) + 1):
            yield (
                f"{named(args[0])} bears a relationship of paragraph c-2 to {named(args[1])} "
                f"by {close(year)}"
            )
        return
    if key == "s3306_c/6":
        for name, who, _, event in services(case):
            if event == args[0] and who == args[2]:
                yield f"{name} is employment on {args[4] or case.starts(event)[0]}"
        return
    if key == "s3306_b/11":
        yield from _wages(case, args)
        return
    sentence = SENTENCES.get(key, "!")
    if sentence.startswith("!"):
        return
    units = UNIT.findall(sentence)
    if any(place == "?" for place, _ in units):
        return
    for place, kind in units:
        if args[int(place)] is None:
            if kind != "p":
                return
            args[int(place)] = f"somebody of {args[0]}"
    yield _filled(case, sentence, args, "")


def _wages(case: PublicCase, args: Sequence[Any]) -> Iterator[str]:
    amount, payment, service, payer, payee = args[:5]
    name = next((name for name, *_, event in services(case) if event == service), named(service))
    day = case.end(str(service)) if case.all(str(service), "end") else case.starts(str(service))[0]
    paid = named(payment or f"wages for {service}")
    for its, event, start in payments(case):
        if event == payment:
            day, paid = start, its
    if str(service) not in case.kinds:
        start = case.starts(str(service))[0]
        yield (
            f"{name} is performed by {named(payee)} for {named(payer)} "
            f"from {start} to {case.end(str(service))}"
        )
    yield (
        f"{paid} is wages of {dollars(amount)} by {named(payer)} to {named(payee)} "
        f"for {name} on {day}"
    )
=======
        if args[place] in (None, event) and people <= {who, employer}:
            yield filled(case, sentence, args, name, event)
>>>>>>> 87a4b91 (make sara: all public cases of the US tax sections and of the British Nationality Act, asked where they lie, proofs checked)
