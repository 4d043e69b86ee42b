"""Families, homes, organisations and returns of a public case -> sentences of the laws."""

from collections.abc import Iterator

from tests.sara.events import PublicCase
from tests.sara.names import close, dollars, land, named
from tests.sara.work import plans_of

ORGANISATIONS = {
    "educational_institution": "is a school, college or university",
    "hospital": "is a hospital",
    "nurses_training_school": "is a nurses' training school",
    "international_organization": "is an international organization",
    "penal_institution": "is a penal institution",
    "american_employer": "is an American employer",
}
"""What an event says of its agent, in the words of the laws."""

SPANS = {
    "nonresident_alien": "is a nonresident alien",
    "business_trust": "is a trust",
    "enrollment": "is enrolled at",
    "attending_classes": "attends classes at",
    "medical_patient": "is a patient of",
    "incarceration": "is committed to",
}
"""What an event says of its agent from its first to its last day."""


def people(case: PublicCase) -> Iterator[str]:
    """Yield what a case says of people and organisations, a sentence each."""
    for part in (_families, _marriages, _homes, _organisations, _others, _returns):
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
    kinds = {*ORGANISATIONS, "medical_institution", "business_trust"} - {"american_employer"}
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


def _marriages(case: PublicCase) -> Iterator[str]:
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
    for kind, words in SPANS.items():
        for event in case.events(kind):
            where = case.all(event, "location" if kind == "attending_classes" else "patient")
            for who in case.all(event, "agent"):
                for place in [f" {named(one)}" for one in where] or [""]:
                    start, end = case.starts(event)[0], case.end(event)
                    yield f"{named(who)} {words}{place} from {start} to {end}"


def _others(case: PublicCase) -> Iterator[str]:
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
