"""Names of several words are typed without quotes, as people write them."""

from typing import Any

import pytest

from tests.engine.commands.web.desk.conftest import Seat

ANA = "/en/case/ana-maria-kos.case"


@pytest.fixture
def kos(seat: Seat) -> str:
    seat.send("/en/new", title="Ana Maria Kos")
    return ANA


def _say(seat: Seat, sentence: str, **more: Any) -> str:
    return seat.send(f"{ANA}/do", act="say", sentence=sentence, **more)


def test_a_name_of_several_words_needs_no_quotes(seat: Seat, kos: str) -> None:
    _say(seat, "Ana Maria Kos has 2 books at home")
    assert '"Ana Maria Kos" has 2 books at home' in seat.text("ana-maria-kos.case")
    _say(seat, "it is false that Ana Maria Kos owes a fee")
    told = seat.text("ana-maria-kos.case")
    assert 'it is false that "Ana Maria Kos" owes a fee' in told
    for question in ("may Ana Maria Kos borrow a book", "May Ana Maria Kos borrow a book?"):
        page = seat.page(f"{kos}?q={question}")
        assert 'id="answer"' in page, page


def test_what_is_no_sentence_is_refused_as_it_was_typed(seat: Seat, kos: str) -> None:
    before = seat.text("ana-maria-kos.case")
    page = _say(seat, "Ana Maria Kos flurbs gladly", status=422)
    assert "Ana Maria Kos flurbs gladly" in page
    assert seat.text("ana-maria-kos.case") == before


def test_what_is_supposed_needs_no_quotes(seat: Seat, kos: str) -> None:
    _say(seat, "Ana Maria Kos has 2 books at home")
    page = seat.page(
        f"{kos}/what-if?q=may+Ana+Maria+Kos+borrow+a+book&with=Ana+Maria+Kos+has+9+books+at+home"
    )
    assert "has 9 books at home" in page and 'class="sides even"' in page
