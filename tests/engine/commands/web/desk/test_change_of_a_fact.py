"""A fact is changed where it stands: its sentence goes back into the form and is replaced."""

import re
from datetime import date
from typing import Any

import pytest

from engine.commands.web.desk.jobs import InWords
from engine.commands.web.desk.work import done
from engine.commands.web.jobs import Made
from tests.engine.commands.web.desk.conftest import Seat
from tests.laws import MONTENEGRO

DAY = date(2026, 11, 30)

CASE = """case "Ana"
    as of 2026-11-23
    given
        # What she said.
        Ana has been a member since 2020-01-01   # Ana, 2026-11-01
        Ana has 2 books at home
        it is false that Ana owes a fee
"""


@pytest.fixture
def told(seat: Seat, ana: str) -> str:
    (seat.folder / "ana.case").write_text(CASE)
    return ana


def _facts(seat: Seat) -> list[str]:
    said = seat.text("ana.case").partition("given\n")[2].splitlines()
    return [re.sub(r"(\w)   # .*", r"\1", one).strip() for one in said]


def test_a_fact_is_replaced_where_it_stands(seat: Seat, told: str) -> None:
    page = seat.page(f"{told}?edit=1")
    assert page.count('id="anew"') == 1
    assert 'value="Ana has been a member since 2020-01-01"' in page
    assert 'id="change1"' not in page and 'id="change2"' in page
    page = seat.send(
        f"{told}/do", act="replace", fact="1", edit="1", by="the register",
        was="Ana has been a member since 2020-01-01",
        sentence="Ana has been a member since 2021-05-05",
    )  # fmt: skip
    assert "Changed and saved" in page and 'id="anew"' not in page
    assert _facts(seat) == [
        "# What she said.",
        "Ana has been a member since 2021-05-05",
        "Ana has 2 books at home",
        "it is false that Ana owes a fee",
    ]
    assert "# the register, 20" in seat.text("ana.case").splitlines()[4]
    seat.send(f"{told}/step", way="back")
    assert seat.text("ana.case") == CASE, "the history has what was said before"


def test_what_a_fact_says_may_turn_round(seat: Seat, told: str) -> None:
    """Who changes a fact by name means it, unlike who only denies something."""
    seat.send(
        f"{told}/do", act="replace", fact="2", was="Ana has 2 books at home",
        sentence="it is not known whether Ana has a number books at home",
    )  # fmt: skip
    assert "Ana has 2 books at home" not in seat.text("ana.case")
    seat.send(
        f"{told}/do", act="replace", fact="3", was="it is false that Ana owes a fee",
        sentence="Ana owes a fee",
    )  # fmt: skip
    assert _facts(seat)[-1] == "Ana owes a fee"


def test_what_cannot_be_read_stays_in_the_form(seat: Seat, told: str) -> None:
    page = seat.send(
        f"{told}/do", 422, act="replace", fact="2", edit="2", was="Ana has 2 books at home",
        sentence="Ana has two bookz",
    )  # fmt: skip
    assert 'id="anew"' in page and 'value="Ana has two bookz"' in page and 'role="alert"' in page
    assert seat.text("ana.case") == CASE


def test_a_fact_that_was_left_as_it_is_changes_nothing(seat: Seat, told: str) -> None:
    said: dict[str, Any] = {"was": "Ana has 2 books at home", "sentence": "Ana has 2 books at home"}
    seat.send(f"{told}/do", act="replace", fact="2", **said)
    assert seat.text("ana.case") == CASE


@pytest.mark.parametrize("act", ["remove", "replace"])
def test_a_fact_is_found_by_its_words_where_others_came_before_it(
    seat: Seat, told: str, act: str
) -> None:
    """Done again after another window changed the file, it is the same fact that is meant."""
    shifted = CASE.replace(
        "        Ana has been a member since 2020-01-01   # Ana, 2026-11-01\n", ""
    )
    (seat.folder / "ana.case").write_text(shifted)
    mine: dict[str, Any] = {"act": act, "fact": "2", "was": "Ana has 2 books at home"}
    seat.send(f"{told}/do", sentence="Ana has 3 books at home", **mine)
    books = ["Ana has 3 books at home"] if act == "replace" else []
    assert _facts(seat)[1:] == [*books, "it is false that Ana owes a fee"]
    now = seat.text("ana.case")
    page = seat.send(f"{told}/do", 422, sentence="Ana owes a fee", **mine)
    assert 'role="alert"' in page
    assert seat.text("ana.case") == now


def test_a_fact_that_goes_on_is_offered_up_to_today(seat: Seat, told: str) -> None:
    (seat.folder / "ana.case").write_text(CASE.replace("2020-01-01", "today"))
    page = seat.page(f"{told}?edit=1")
    assert 'value="Ana has been a member since today"' in page
    seat.send(
        f"{told}/do", act="replace", fact="2", was="Ana has 2 books at home",
        sentence="Ana has been a member since today",
    )  # fmt: skip
    assert "since 2026" not in seat.text("ana.case")


def test_the_history_speaks_the_language_of_its_page() -> None:
    """What changed is told as the case page tells it; what cannot be told so stands as it is."""
    first = 'case "Mei"\n    as of 2026-11-30\n'
    fact = "Mei is a national of China from 1990-06-06 to today"
    second = f"{first}    given\n        {fact}   # Mei\n"
    broken = f"{first}    given\n        Mei plimfs\n"
    made = done([str(MONTENEGRO)], InWords((first, second, broken), "mei.case", "me"), DAY)
    assert isinstance(made, Made)
    one, other, left = made.value
    assert one.splitlines() == ["Mei", "    na dan 2026-11-30"]
    (fact,) = other.splitlines()[2:]
    assert "državljan" in fact and "national" not in fact and fact.endswith("   # Mei")
    assert left == broken


def test_the_page_of_the_history_shows_what_changed(seat: Seat, told: str) -> None:
    seat.send(f"{told}/do", act="say", sentence="Ana has 3 books at home")
    for language in ("en", "me"):
        page = seat.page(f"{told.replace('/en/', f'/{language}/')}/history")
        assert "<del>" in page and "Ana has 2 books at home" in page
        assert "<ins>" in page and "Ana has 3 books at home" in page
