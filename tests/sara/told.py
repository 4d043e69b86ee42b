"""Events of a public case -> sentences of the laws."""

from collections.abc import Iterator

from tests.sara.events import LAST, PublicCase
from tests.sara.names import close, dollars, named

ORGANISATIONS = {
    "educational_institution": "is a school, college or university",
    "hospital": "is a hospital",
    "nurses_training_school": "is a nurses' training school",
    "international_organization": "is an international organization",
    "penal_institution": "is a penal institution",
    "american_employer": "is an American employer",
}
"""What an event says of its agent, in the words of the laws."""

PROVISIONS = "make provisions for employees in case of "
CONTINGENCIES = {
    "sickness": "sickness",
    "accident disability": "accident disability",
    "death": "death",
    "retirement": "retirement",
}
LABORS = ("agricultural labor", "domestic service")
PLACES = (
    "private home",
    "local college club",
    "local chapter of a college fraternity",
    "local chapter of a college sorority",
)
GENERALLY = "make provisions for employees or dependents"


def told(case: PublicCase) -> Iterator[str]:
    """Yield what the events of a case say, a sentence each."""
    for part in (_families, _homes, _organisations, _returns, _services, _plans, _payments):
        yield from part(case)


def individuals(case: PublicCase) -> Iterator[str]:
    """Yield the people of a case: whoever does what only people do."""
    kinds = ("birth", "death", "marriage", "son", "daughter", "father", "mother", "brother")
    more = ("sister", "sibling", "income", "deduction", "joint_return", "residence", "blindness")
    for event in case.events(*kinds, *more, "nonresident_alien", "incarceration", "enrollment"):
        yield from case.all(event, "agent")
    for event in case.events("son", "daughter", "father", "mother", "brother", "sister", "sibling"):
        yield from case.all(event, "patient")
    for event in case.events("service"):
        yield from case.all(event, "agent")
    plans = plans_of(case)
    for event in case.events("payment"):
        yield from (one for one in case.all(event, "patient") if one not in plans)
        yield from case.all(event, "agent")


def is_organisation(case: PublicCase, who: str) -> bool:
    """Tell whether somebody of the data is an organisation."""
    kinds = [*ORGANISATIONS, "medical_institution", "business_trust"]
    kinds.remove("american_employer")
    return any(who in case.all(event, "agent") for event in case.events(*kinds)) or (
        who.endswith("government") or who.startswith("state of ")
    )


def _families(case: PublicCase) -> Iterator[str]:
    born = {who for event in case.events("birth") for who in case.all(event, "agent")}
    for event in case.events("birth"):
        for who in case.all(event, "agent"):
            yield f"{named(who)} was born on {case.starts(event)[0]}"
    for event in case.events("death"):
        for who in case.all(event, "agent"):
            yield f"{named(who)} died on {case.starts(event)[0]}"
    for event in case.events("son", "daughter", "father", "mother"):
        child, parent = "agent", "patient"
        if case.kinds[event] & {"father", "mother"}:
            child, parent = parent, child
        for who in case.all(event, child):
            for whose in case.all(event, parent):
                for start in case.starts(event):
                    yield (
                        f"{named(who)} is a son or daughter of {named(whose)} "
                        f"from {start} to {case.end(event)}"
                    )
            if who not in born and case.all(event, "start") and child == "agent":
                born.add(who)
                yield f"{named(who)} was born on {case.starts(event)[0]}"
    for event in case.events("brother", "sister"):
        for who in case.all(event, "agent"):
            for whose in case.all(event, "patient"):
                yield (
                    f"{named(who)} is a brother or sister of {named(whose)} "
                    f"from {case.starts(event)[0]} to {case.end(event)}"
                )
    for event in case.events("marriage"):
        for who, spouse in _pairs(case, event):
            for start in case.starts(event):
                yield (
                    f"{named(who)} is married to {named(spouse)} from {start} to {case.end(event)}"
                )
    for event in case.events("legal_separation"):
        for marriage in case.all(event, "patient"):
            for who, spouse in _pairs(case, marriage):
                for decree in case.all(event, "agent"):
                    yield (
                        f"{named(who)} is separated from {named(spouse)} "
                        f"under {decree} since {case.starts(event)[0]}"
                    )


def _pairs(case: PublicCase, event: str) -> Iterator[tuple[str, str]]:
    agents = case.all(event, "agent")
    for place, who in enumerate(agents):
        for other in agents[place + 1 :]:
            yield who, other


def _homes(case: PublicCase) -> Iterator[str]:
    for event in case.events("residence"):
        for who in case.all(event, "agent"):
            for home in case.all(event, "patient"):
                for start in case.starts(event):
                    yield (
                        f"{named(who)} lives in {named(home, 'home')} "
                        f"from {start} to {case.end(event)}"
                    )


def _organisations(case: PublicCase) -> Iterator[str]:
    for kind, words in ORGANISATIONS.items():
        for event in case.events(kind):
            for who in case.all(event, "agent"):
                yield f"{named(who)} {words}"
    spans = {
        "nonresident_alien": "is a nonresident alien",
        "business_trust": "is a trust",
        "enrollment": "is enrolled at",
        "attending_classes": "attends classes at",
        "medical_patient": "is a patient of",
        "incarceration": "is committed to",
    }
    for kind, words in spans.items():
        for event in case.events(kind):
            where = case.all(event, "location" if kind == "attending_classes" else "patient")
            for who in case.all(event, "agent"):
                for place in [f" {named(one)}" for one in where] or [""]:
                    start, end = case.starts(event)[0], case.end(event)
                    yield f"{named(who)} {words}{place} from {start} to {end}"
    for event in case.events("blindness"):
        for who in case.all(event, "agent"):
            yield f"{named(who)} is blind since {case.starts(event)[0]}"
    for event in case.events("citizenship"):
        for who in case.all(event, "agent"):
            for country in case.all(event, "patient"):
                yield f"{named(who)} is a citizen of {land(country)}"
    for event in case.events("business"):
        for who in case.all(event, "agent"):
            for trade in case.all(event, "type"):
                yield f"{named(who)} carries on the business of {named(trade, 'trade')}"
    for event in case.events("unemployment_compensation_agreement"):
        for country in case.all(event, "agent"):
            if country != "usa":
                yield (
                    f"{land(country)} has an agreement on unemployment compensation "
                    "with the United States"
                )
    for event in case.events("migration"):
        if "agricultural labor" in case.all(event, "purpose"):
            for who in case.all(event, "agent"):
                yield f"{named(who)} is an alien admitted to perform agricultural labor"


def land(country: str) -> str:
    """Return the name of a country.

    >>> land("usa"), land("venezuela")
    ('"the United States"', '"Venezuela"')
    """
    return '"the United States"' if country == "usa" else named(country)


def _returns(case: PublicCase) -> Iterator[str]:
    for event in case.events("joint_return"):
        year = case.starts(event)[0][:4]
        for who, spouse in _pairs(case, event):
            yield (
                f"{named(who)} makes a joint return with {named(spouse)} "
                f"for the year to {close(year)}"
            )
    for event in case.events("income", "deduction"):
        verb = "has" if "income" in case.kinds[event] else "may itemize"
        for who in case.all(event, "agent"):
            # An itemized deduction whose amount is not told is one nevertheless.
            for amount in case.all(event, "amount") or ("1",):
                for start in case.starts(event):
                    item = named(f"{event} {start}")
                    yield f"{named(who)} {verb} {item} of {dollars(amount)} on {start}"


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
    for employer in {one[2] for one in services(case)}:
        if employer == "united states government":
            yield f"{named(employer)} is the United States Government"
        elif employer.startswith("state of "):
            yield f"{named(employer)} is a State"
        elif employer.endswith(" government"):
            yield f"{named(employer)} is a foreign government"
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


__all__ = ["LAST", "individuals", "is_organisation", "payments", "services", "told"]
