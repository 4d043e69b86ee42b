"""Both languages have every phrase, with the same blanks; counts and days are as they should be."""

from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from engine.answers.ask import ask
from engine.pages.report.comparisons import expression
from engine.pages.report.compose import Reported, compose
from engine.pages.report.document import plain, statements, walk
from engine.pages.report.words import LANGUAGES, words
from kb.from_files import load_cases
from parser.datalog.tree import Apply, Const, Function, Var
from parser.resolved.tree import Case
from tests.engine.pages.report.test_report import FILES
from tests.laws import shipped

ONLY_WHERE_NAMED = {"months"}
"""What a language that writes days in figures does without."""


ONLY_WHERE_DECLINED = {"compare.open", "compare.open_worked", "function.expiry"}
"""What a language needs that declines nouns, beside other forms of some phrases."""


def blanks(phrase: str) -> set[str]:
    """Return what a phrase leaves open; `whether` is a sentence said indirectly."""
    found = {name for _, name, _, _ in Formatter().parse(phrase) if name}
    return {"sentence" if name == "whether" else name for name in found}


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_phrase_is_there(language: str) -> None:
    english, other = words("en").phrases, words(language).phrases
    sides = {key for key in other if any(one in key for one in ("_first", "_last", "_within"))}
    declined = sides | ONLY_WHERE_DECLINED
    assert set(english) - ONLY_WHERE_NAMED == set(other) - ONLY_WHERE_NAMED - declined
    for key, phrase in other.items():
        if key != "day_written" and key not in declined:
            assert blanks(phrase) == blanks(english[key]), key
        assert phrase.strip() == phrase != "", key


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 godina"),
        (1, "1 godina"),
        (2, "2 godine"),
        (4, "4 godine"),
        (5, "5 godina"),
        (11, "11 godina"),
        (12, "12 godina"),
        (21, "21 godina"),
        (22, "22 godine"),
        (112, "112 godina"),
        (-3, "-3 godine"),
    ],
)
def test_montenegrin_counts(number: int, expected: str) -> None:
    assert words("me").count("year", number) == expected


def test_montenegrin_days() -> None:
    assert words("me").day(date(2024, 2, 29)) == "29.02.2024. godine"


def test_the_frame_is_in_the_language_and_the_law_in_its_own() -> None:
    laws = shipped()
    case = Case("", date(2026, 11, 23))
    reply = ask(laws, "is Serbia listed visa-free for 90 days", case)
    report = compose([Reported(case, reply)], laws.predicates, laws.version, "me")
    assert (report.title, report.tag, report.law_language) == ("Obrazloženje", "cnr-Latn", "en")
    titles = [plain(one.title) for one in walk(report.sections)]
    assert titles[0] == "Pitanje i kratak odgovor"
    assert "Da. Tvrdnja „Serbia is listed visa-free for 90 days“ proizlazi" in "".join(
        said for said, _ in statements(report)
    )


@pytest.mark.parametrize("path", FILES[::6], ids=lambda path: path.stem)
def test_both_languages_state_the_same(path: Path) -> None:
    laws = shipped()
    for case in load_cases(path, laws)[::20]:
        question = case.expectations[0].question
        if not question.sentence.predicate:
            continue
        asked = [Reported(case, ask(laws, question, case))]
        english, other = (compose(asked, laws.predicates, "", one) for one in ("en", "me"))
        told = [node for _, node in statements(english)]
        assert told == [node for _, node in statements(other)]


@pytest.mark.parametrize("language", ["en", "me"])
@pytest.mark.parametrize("function", get_args(Function))
def test_every_function_of_the_language_has_its_phrase(function: str, language: str) -> None:
    said = words(language)(f"function.{function}", a="A", b="B", c="C")
    assert "A" in plain(said)


def test_a_day_is_declined_behind_from_and_to_and_not_behind_what_equals_it() -> None:
    me = words("me")
    day = date(2026, 11, 23)
    counted = Apply("days", (Var("today"), Const(date(2026, 12, 20))))
    said = plain(expression(counted, {"today": day}, me.beside("first")))
    assert said == "broj dana od dana pitanja (23.11.2026. godine) do 20.12.2026. godine"
    behind = plain(expression(Var("today"), {"today": day}, me))
    assert behind == "dana pitanja (23.11.2026. godine)"
    assert plain(expression(Var("today"), {"today": day}, me.beside("first"))).startswith("dan pit")
