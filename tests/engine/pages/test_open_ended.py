"""A day in a year that nobody means stands for an end that is not given, and is told as that."""

import pytest

from engine.answers.ask import ask
from engine.pages.language import spoken
from engine.pages.text import short
from kb.from_files import load_cases, read_cases
from tests.laws import FILES, laws_of, shipped


@pytest.mark.parametrize(
    ("language", "said"), [("en", ", with no end given"), ("me", ", bez navedenog kraja")]
)
def test_a_state_without_an_end_ends_on_no_day(language: str, said: str) -> None:
    laws = shipped()
    facts = "Ana is a national of Serbia from 2013-01-01 to 2999-12-31"
    text = f'case "x"\n    as of 2026-06-01\n    given\n        {facts}\n'
    (case,) = read_cases(text, "x.case", laws)
    reply = ask(laws, "Ana holds a foreign nationality on 2026-05-01", case)
    page = short(reply, spoken(laws, language))
    assert said in " ".join(page.split())
    assert "2999" not in page


def test_what_is_compared_with_such_an_end_says_that_it_is_not_given() -> None:
    (file,) = (one for one in FILES if one.stem == "section-2")
    laws = laws_of(file)
    cases = load_cases(file, laws)
    (case,) = (one for one in cases if one.title.startswith("No joint return"))
    question = "a joint return could be made by Ann with Bo for the year to 2012-12-31"
    page = " ".join(short(ask(laws, question, case), laws.predicates).split())
    assert "Ann and Bo are spouses from 2000-05-05, with no end given (US-spouses)" in page
    assert "the end, which is not given, is no earlier than 2012-01-01" in page
