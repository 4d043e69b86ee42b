"""What the pages say of remedies: those that the law states, or that the sources say nothing."""

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.pages.language import spoken
from engine.pages.remedies import remedy_words
from kb.from_files import load_cases
from tests.laws import MONTENEGRO, shipped


def test_of_a_remedy_it_says_what_the_law_does() -> None:
    laws = shipped()
    said = set()
    for name in ("permanent-residence", "admittance"):
        for case in load_cases(MONTENEGRO / f"{name}.case", laws)[:30]:
            for one in case.expectations:
                reply = ask(laws, one.question, case, every_route=False)
                if isinstance(reply, Answer):
                    said.add(remedy_words(laws, reply, laws.predicates)[:29])
    assert said == {"", "The refusal may be appealed. ", "not in the sources used here"}


def remedy_of(name: str, title: str, question: str, language: str = "en") -> str:
    laws = shipped()
    (case,) = (one for one in load_cases(MONTENEGRO / name, laws) if one.title == title)
    reply = ask(laws, question, case, every_route=False)
    assert isinstance(reply, Answer)
    return remedy_words(laws, reply, spoken(laws, language))


def test_a_remedy_is_found_in_every_law_that_concludes_what_is_asked() -> None:
    granted = "may permanent residence be granted on Z1"
    title = "When the passport expires is not stated"
    said = remedy_of("permanent-residence-grant.case", title, granted)
    assert said == (
        "The refusal may be appealed. Who decides on it, and within what time it is wanted, "
        "is not in the source. (PERM-6)"
    )
    entry = "may Ana enter and stay in Montenegro"
    said = remedy_of("refusal-of-entry.case", "Papers of somebody else", entry)
    assert "what can be done against it" in said and said.endswith("(REF-3)")


def test_against_what_is_done_to_somebody_a_remedy_is_named_where_it_is_so() -> None:
    refused = "is entry of Ana to be refused"
    assert remedy_of("refusal-of-entry.case", "Papers of somebody else", refused, "me").startswith(
        "Policija odbijanje strancu saopštava usmeno. Stranica se prekida"
    )


def test_where_no_law_declares_a_remedy_the_page_says_so() -> None:
    title = "No death is recorded"
    said = remedy_of(
        "family-extension.case", title, "may R5 be extended after the death of the sponsor"
    )
    assert said == "not in the sources used here"
