"""What is typed for a name of the laws, in the words of any language that they speak."""

from datetime import date

import pytest

from engine.commands.talk.slots import choices_of
from engine.commands.web.interviewing import next_step
from engine.commands.web.jobs import Given, Made, Step, Told
from engine.pages.language import spoken
from parser.resolved.vocabulary import Slot
from parser.text.diagnostic import SourceError
from tests.laws import shipped

DAY = date(2026, 11, 30)


@pytest.mark.parametrize("language", ["en", "me"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("China", "China"),
        ("china", "China"),
        ("Kina", "China"),
        ("Kine", "China"),
        ("USA", "United States"),
        ("Amerika", "United States"),
        ("Niger", "Niger"),
        ("Nigeria", "Nigeria"),
        ("Australija", "Australia"),
        ("Zzyzx", "Zzyzx"),
    ],
)
def test_a_country_is_meant_however_people_call_it(language: str, typed: str, meant: str) -> None:
    choices = choices_of(Slot("country", "country"), shipped(), spoken(shipped(), language))
    assert choices.meant(typed) == meant


def test_an_interview_takes_the_names_of_its_language() -> None:
    documents = (Given("yes", (("Pasoš-1",),)),)
    told = Told(f'case "x"\n    as of {DAY}\n', language="me")

    def answered(country: str) -> object:
        issued = (Given("yes", ((country,),)), Given("unsure"))
        step = Step(told, "may Mei come without a visa", (documents, issued))
        return next_step(shipped(), step, DAY, "pydatalog")

    found = answered("Kina")
    assert isinstance(found, Made)
    assert "Kina" in str(found.value["said"]), "and says them back"
    with pytest.raises(SourceError, match="there is no country called `Zzyzx`"):
        answered("Zzyzx")
