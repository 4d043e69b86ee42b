"""Services, plans and payments of a public case -> sentences of the laws."""

from collections.abc import Iterator

from tests.sara.events import PublicCase
from tests.sara.names import dollars, land, named

PROVISIONS = "make provisions for employees in case of "
CONTINGENCIES = ("sickness", "accident disability", "death", "retirement")
ENDINGS = {"disability": "accident disability", "death": "death"}
LABORS = ("agricultural labor", "domestic service")
PLACES = (
    "private home",
    "local college club",
    "local chapter of a college fraternity",
    "local chapter of a college sorority",
)
GENERALLY = "make provisions for employees or dependents"


def work(case: PublicCase) -> Iterator[str]:
    """Yield what a case says of services and of what is paid, a sentence each."""
    for part in (_services, _terminations, _employers, _plans, _payments):
        yield from part(case)


def services(case: PublicCase) -> Iterator[tuple[str, str, str, str]]:
    """Yield each service with its name, the employee, the employer and its event."""
    for event in case.events("service"):
        workers = case.all(event, "agent")
        for who in workers:
            for employer in case.all(event, "patient"):
                name = named(event if len(workers) == 1 else f"{event} {who}")
                yield name, who, employer, event
    for pred, args in case.stated():
        if pred == "s3306_c" and str(args[0]) not in case.kinds:
            yield named(f"{args[0]} {args[2]}"), str(args[1 + 1]), str(args[1]), str(args[0])


def _services(case: PublicCase) -> Iterator[str]:
    days = {
        (str(args[0]), str(args[2])): str(args[4])
        for pred, args in case.stated()
        if pred == "s3306_c" and args[4] is not None
    }
    for name, who, employer, event in services(case):
        start, end = case.starts(event)[0], case.end(event)
        if event not in case.kinds:
            start = end = days.get((event, who), start)
        yield f"{name} is performed by {named(who)} for {named(employer)} from {start} to {end}"
        what = [*case.of_all(event, "purpose"), *case.of_all(event, "type")]
        for labor in LABORS:
            if labor in what:
                yield f"{name} consists of {labor}"
        for trade in case.all(event, "type"):
            if trade not in LABORS:
                yield f"{name} is work in {named(trade, 'trade')}"
        yield from (f"{name} is performed in {country}" for country in _countries(case, event))


def _employers(case: PublicCase) -> Iterator[str]:
    for employer in dict.fromkeys(one[2] for one in services(case)):
        if employer == "united states government":
            yield f"{named(employer)} is the United States Government"
        elif employer.startswith("state of "):
            yield f"{named(employer)} is a State"
        elif employer.endswith(" government"):
            yield f"{named(employer)} is a foreign government"


def _terminations(case: PublicCase) -> Iterator[str]:
    for event in case.events("termination"):
        for service in case.all(event, "patient"):
            for reason in case.all(event, "reason"):
                kinds = case.kinds.get(reason, set())
                for kind, contingency in (
                    ("disability", "accident disability"),
                    ("death", "death"),
                ):
                    if kind in kinds:
                        yield f"{named(service)} was terminated because of {contingency}"
            for start in case.all(event, "start"):
                yield f"{named(service)} was terminated on {start}"


def _countries(case: PublicCase, event: str) -> Iterator[str]:
    """Yield the country where a service is performed, if any place is told."""
    places = [one for one in case.all(event, "location") if one not in PLACES]
    countries = [country for place in places for country in case.all(place, "country")]
    if "usa" in (*places, *countries):
        yield land("usa")
    elif countries or places:
        yield land((countries or places)[0])


def plans_of(case: PublicCase) -> set[str]:
    """Return the plans and funds of a case, those that it asks about included."""
    asked = case.query.get("args", ())[:1] if "_b_2_" in case.query.get("pred", "") else ()
    return {*case.events("plan"), *(one for one in asked if isinstance(one, str))}


def _plans(case: PublicCase) -> Iterator[str]:
    for plan in case.events("plan"):
        for employer in case.all(plan, "agent"):
            yield f"{named(plan)} is established by {named(employer)}"
        for purpose in case.all(plan, "purpose"):
            if purpose == GENERALLY:
                yield f"{named(plan)} provides for employees or their dependents generally"
            elif purpose.removeprefix(PROVISIONS) in CONTINGENCIES:
                yield f"{named(plan)} provides for {purpose.removeprefix(PROVISIONS)}"


def payments(case: PublicCase) -> Iterator[tuple[str, str, str]]:
    """Yield each payment with its name, its event and its day: one for each day of it."""
    for event in case.events("payment"):
        days = case.starts(event)
        for day in days:
            yield named(event if len(days) == 1 else f"{event} {day}"), event, day


def _payments(case: PublicCase) -> Iterator[str]:
    plans = plans_of(case)
    homes = {home for event in case.events("residence") for home in case.all(event, "patient")}
    rendered = {event: name for name, _, _, event in services(case)}
    for name, event, day in payments(case):
        for amount in case.all(event, "amount"):
            yield f"{name} of {dollars(amount)} is made on {day}"
        for who in case.all(event, "agent"):
            yield f"{name} is made by {named(who)}"
        for who in case.all(event, "patient"):
            into = f"into {named(who)}" if who in plans else f"to {named(who)}"
            yield f"{name} is made {into}"
        for means in case.all(event, "means"):
            if means in plans:
                yield f"{name} is made out of {named(means)}"
            else:
                yield f"{name} is made in {'cash' if means == 'cash' else 'goods'}"
        for purpose in case.all(event, "purpose"):
            kinds = case.kinds.get(purpose, set())
            if purpose in rendered:
                yield f"{name} is made for {rendered[purpose]}"
            elif "termination" in kinds:
                for service in case.all(purpose, "patient"):
                    yield f"{name} is made for the end of {named(service)}"
            elif "residence" in kinds:
                for home in case.all(purpose, "patient"):
                    yield f"{name} is made for maintaining {named(home, 'home')}"
            elif purpose in homes:
                yield f"{name} is made for maintaining {named(purpose, 'home')}"
