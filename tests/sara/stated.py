"""What a public case states, its events and what it states of the sections themselves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.sara.events import PublicCase, term
from tests.sara.filling import UNIT, filled
from tests.sara.names import close, dollars, named
from tests.sara.people import individuals, is_organisation, people
from tests.sara.sections import SENTENCES
from tests.sara.work import payments, services, work

DEPENDENT = SENTENCES["s151_c_applies/3"]
LAST_YEAR = 2100
"""What is larger is an amount, not a year."""

Goals = Sequence[Mapping[str, Any]]


def given(case: PublicCase, goals: Goals) -> Iterator[str]:
    """Yield what a case states, a sentence each; `goals` are what it asks."""
    for who in dict.fromkeys((*individuals(case), *_named(case, goals))):
        if not is_organisation(case, who):
            yield f"{named(who)} is an individual"
    yield from people(case)
    yield from work(case)
    for pred, args in case.stated():
        yield from _stated(case, pred, list(args))


def _named(case: PublicCase, goals: Goals) -> Iterator[str]:
    """Yield whom a case names in what it states of the sections, and in what it asks."""
    facts = [*case.stated(), *((goal["pred"], tuple(map(term, goal["args"]))) for goal in goals)]
    for pred, args in facts:
        for place, kind in UNIT.findall(SENTENCES.get(f"{pred}/{len(args)}", "{0p}")):
            who = args[int(place)] if place != "?" else None
            if kind == "p" and isinstance(who, str):
                yield who


def _stated(case: PublicCase, pred: str, args: list[Any]) -> Iterator[str]:
    """Yield what a case states of one subsection."""
    match f"{pred}/{len(args)}":
        case "s68_b/3" if isinstance(args[2], int) and args[2] > LAST_YEAR:
            args[1], args[2] = args[2], args[1]  # the data put the year first
            yield from _plainly(case, "s68_b/3", args)
        case "s151/5" if isinstance(args[2], tuple) and args[1] is None:
            for who in args[2]:
                yield filled(case, DEPENDENT, (args[0], who, args[4]))
        case "s151_d/4" if args[2] is None:
            if args[1] is not None:
                yield filled(case, DEPENDENT, (args[0], args[1], args[3]))
        case "s152_c_2/4":
            for year in range(int(str(args[2])[:4]), int(str(args[3])[:4]) + 1):
                relation = "bears a relationship of paragraph c-2 to"
                yield f"{named(args[0])} {relation} {named(args[1])} by {close(year)}"
        case "s3306_c/6":
            for name, who, _, event in services(case):
                if event == args[0] and who == args[2]:
                    yield f"{name} is employment on {args[4] or case.starts(event)[0]}"
        case "s3306_b/11":
            yield from _wages(case, args)
        case plain:
            yield from _plainly(case, plain, args)


def _plainly(case: PublicCase, which: str, args: list[Any]) -> Iterator[str]:
    """Yield the sentence of a subsection, if all that it needs is stated."""
    sentence = SENTENCES.get(which, "!")
    units = UNIT.findall(sentence)
    if sentence.startswith("!") or any(place == "?" for place, _ in units):
        return
    for place, kind in units:
        if args[int(place)] is None:
            if kind != "p":
                return
            args[int(place)] = f"somebody of {args[0]}"
    yield filled(case, sentence, args)


def _wages(case: PublicCase, args: Sequence[Any]) -> Iterator[str]:
    """Yield that a payment is wages; one that the data do not name is made when the work ends."""
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
    yield f"{paid} is within the first $7,000"  # what the case calls wages counts in full
    yield (
        f"{paid} is wages of {dollars(amount)} by {named(payer)} to {named(payee)} "
        f"for {name} on {day}"
    )
