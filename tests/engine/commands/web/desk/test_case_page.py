"""The page of a case: told, asked, answered, taken back and compared, each change in the file."""

import html
import re
from urllib.parse import quote

import pytest

from tests.engine.commands.web.desk.conftest import Seat

MAY = "Ana may borrow a book"
ASKED = f"?q={quote(MAY)}"


def _verdict(page: str) -> str:
    found = re.search(r'class="verdict (\w+)"', page)
    return found[1] if found else ""


def test_a_case_from_nothing_to_a_report(seat: Seat, ana: str) -> None:
    page = seat.page(f"{ana}?chapter=lending&ask=may_borrow_a_book")
    assert 'name="slot0"' in page
    page = seat.page(f"{ana}/ask?n=1&pred=may_borrow_a_book&slot0=Ana")
    assert _verdict(page) == "unknown"
    assert "How many books has Ana at home?" in page or "Since which day" in page
    page = seat.send(
        f"{ana}/do", n=1, q=MAY, act="say", sentence="Ana has been a member since 2020-01-01",
        by="Ana, at the counter",
    )  # fmt: skip
    assert "2026" in page and "Ana, at the counter, " in page
    page = seat.send(
        f"{ana}/do", n=1, q=MAY, act="fill", pred="has_books_at_home", so="yes",
        slot0="Ana", slot1="2",
    )  # fmt: skip
    page = seat.send(f"{ana}/do", n=1, q=MAY, act="fill", pred="owes_a_fee", so="no", slot0="Ana")
    assert _verdict(page) == "yes"
    said = [line.split("   #")[0] for line in seat.text("ana.case").splitlines()]
    assert said == [
        'case "Ana"',
        "    as of 2026-11-23",
        "    given",
        "        Ana has been a member since 2020-01-01",
        "        Ana has 2 books at home",
        "        it is false that Ana owes a fee",
    ]
    for form, begins in (("html", b"<!"), ("md", b"#"), ("json", b"{")):
        found = seat.client.get(f"{ana}/report{ASKED}&form={form}&in=me")
        assert found.content.startswith(begins)
        assert f"ana.{form}" in found.headers["content-disposition"]


def test_what_is_asked_for_is_told_right_there(seat: Seat, ana: str) -> None:
    facts = ("Ana has been a member since 2020-01-01", "Ana has 2 books at home", "Ana owes a fee")
    page = ""
    for one in facts:
        page = seat.send(f"{ana}/do", n=1, q=MAY, act="say", sentence=one)
    assert _verdict(page) == "depends"
    assert "the head librarian" in page
    assert 'value="the_fee_of_is_waived"' in page
    page = seat.send(
        f"{ana}/do", n=1, q=MAY, act="fill", pred="the_fee_of_is_waived", so="no", slot0="Ana"
    )
    assert _verdict(page) == "no"
    page = seat.send(f"{ana}/do", n=1, q=MAY, act="remove", fact=4)
    assert _verdict(page) == "depends"
    page = seat.send(f"{ana}/do", n=1, q=MAY, act="say", sentence="Ana has 7 books at home")
    assert _verdict(page) == "no"
    assert "has 2 books" not in seat.text("ana.case")
    page = seat.send(f"{ana}/do", n=1, q=MAY, act="day", day="2019-01-01")
    assert "as of 2019-01-01" in seat.text("ana.case")


def test_one_can_go_back_and_on_and_to_any_text(seat: Seat, ana: str) -> None:
    texts = [seat.text("ana.case")]
    for one in ("Ana owes a fee", "Ana has 2 books at home"):
        seat.send(f"{ana}/do", n=1, act="say", sentence=one)
        texts.append(seat.text("ana.case"))
    seat.send(f"{ana}/step", n=1, way="back")
    assert seat.text("ana.case") == texts[1]
    seat.send(f"{ana}/step", n=1, way="back")
    assert seat.text("ana.case") == texts[0]
    assert "There is nothing" in seat.send(f"{ana}/step", n=1, way="back")
    seat.send(f"{ana}/step", n=1, way="on")
    assert seat.text("ana.case") == texts[1]
    page = seat.page(f"{ana}/history")
    assert page.count("Restore this") or page.count("Restore text 3")
    seat.send(f"{ana}/restore", number=3)
    assert seat.text("ana.case") == texts[2]
    assert seat.send(f"{ana}/restore", 404, number=99)


def test_a_second_window_is_shown_the_difference(seat: Seat, ana: str) -> None:
    seen = seat.fields(f"{ana}/text")
    seat.send(f"{ana}/do", n=1, act="say", sentence="Ana owes a fee")
    now = seat.text("ana.case")
    mine = {"n": 1, "act": "say", "sentence": "Ana has 2 books at home", "by": ""}
    found = seat.client.post(f"{ana}/do", data=seen | mine)
    assert found.status_code == 409
    assert seat.text("ana.case") == now
    assert "Ana owes a fee" in found.text and "Ana has 2 books at home" in found.text
    assert f">{html.escape(now)}</pre>" in found.text.replace("&#34;", "&quot;")
    assert "<ins>+         Ana has 2 books at home" in found.text
    again = dict(re.findall(r'name="(version)" value="(\w+)"', found.text)) | mine
    found = seat.client.post(f"{ana}/do", data=seen | again)
    assert "Ana owes a fee" in seat.text("ana.case")
    assert "Ana has 2 books at home" in seat.text("ana.case")
    refused = seat.client.post(f"{ana}/text", data=seen | {"content": "other", "act": "save"})
    assert refused.status_code == 409
    assert seat.client.post(f"{ana}/step", data=seen | {"way": "back"}).status_code == 409
    assert "Ana owes a fee" in seat.text("ana.case")


def test_what_if_leaves_the_case_as_it_is(seat: Seat, ana: str) -> None:
    for one in ("Ana has been a member since 2020-01-01", "Ana has 7 books at home"):
        seat.send(f"{ana}/do", n=1, act="say", sentence=one)
    before = seat.text("ana.case")
    with_ = quote("Ana has 2 books at home")
    page = seat.page(f"{ana}/what-if{ASKED}&with={with_}&without=2")
    verdicts = re.findall(r'<p class="verdict (\w+)" data-node', page)
    assert verdicts == ["no", "depends"]
    assert seat.text("ana.case") == before
    told = {"q": MAY, "without": "2", "with": "Ana has 2 books at home"}
    seat.client.post(f"{ana}/what-if", data=seat.fields(f"{ana}/text") | told)
    assert seat.text("ana.case") == before
    assert "Ana has 2 books at home" in seat.text("ana-what-if.case")
    page = seat.page(f"{ana}/what-if{ASKED}&with=nonsense", 422)
    assert "nonsense" in page


def test_the_text_is_changed_by_hand(seat: Seat, ana: str) -> None:
    text = seat.text("ana.case") + "    given\n        Ana owes a fea\n"
    page = seat.send(f"{ana}/text", act="check", content=text)
    assert "Ana owes a fea" in page and "line 4" in page
    assert "fea" not in seat.text("ana.case")
    page = seat.send(f"{ana}/text", act="save", content=text.replace("\n", "\r\n"))
    assert "fea" in page and "line 4" in page
    assert seat.text("ana.case") == text
    fine = text.replace("fea", "fee")
    page = seat.send(f"{ana}/text", act="save", content=fine)
    assert "Ana owes a fee" in page and "Remove" in page


def test_comments_and_other_cases_of_a_file_stay(seat: Seat) -> None:
    text = """\
# Of the counter.
case "Ana"   # first
    as of 2026-11-23
    # told by telephone
    given
        Ana owes a fee   # by letter
        # two of them late
        Ana has 2 books at home

    expect
        may Ana borrow a book: unknown

case "Eva"
    given
        Eva owes a fee
"""
    (seat.folder / "two.case").write_text(text, encoding="utf-8")
    path = "/en/case/two.case"
    page = seat.page(path)
    assert "by letter" in page
    assert _verdict(page) == "unknown", "the question that the case asks by itself is answered"
    seat.send(f"{path}/do", n=1, act="say", sentence="Ana has been a member since 2020-01-01")
    seat.send(f"{path}/do", n=1, act="remove", fact=1)
    seat.send(f"{path}/do", n=2, act="day", day="2026-01-01")
    seat.send(f"{path}/do", n=2, act="remove", fact=1)
    lines = [re.sub(r"   # 20\S+$", "", line) for line in seat.text("two.case").splitlines()]
    expected = text.replace("        Ana owes a fee   # by letter\n", "")
    expected = expected.replace(
        "at home\n", "at home\n        Ana has been a member since 2020-01-01\n"
    )
    expected = expected.replace("    given\n        Eva owes a fee\n", "    as of 2026-01-01\n")
    assert lines == expected.splitlines()


def test_what_goes_on_is_offered(seat: Seat, ana: str) -> None:
    seat.send(f"{ana}/do", n=1, act="say", sentence="Ana owes a fee")
    page = seat.page(f"{ana}/offers?n=1&sentence=Ana+ha")
    assert 'value="Ana has been a member since"' in page
    assert 'value="{person} has {number} books at home"' in seat.page(f"{ana}/offers?sentence=boo")
    assert seat.page(f"{ana}/offers?sentence=%22").strip() == ""
    assert 'value="may Ana borrow' in seat.page(f"{ana}/offers?asking=yes&q=may+Ana+b")
    page = seat.page(f"{ana}?find=books+home")
    assert "fill=has_books_at_home" in page
    page = seat.page(f"{ana}?find=books&fill=has_books_at_home")
    assert 'name="slot1"' in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "say", "sentence": "Ana is a fish"}, "Ana is a fish"),
        ({"act": "say", "sentence": ""}, "problems"),
        ({"act": "fill", "pred": "owes_a_fee", "slot0": "12"}, "12"),
        ({"act": "fill", "pred": "none", "slot0": "Ana"}, "no sentence"),
        ({"act": "fill", "pred": "owes_a_fee", "so": "maybe"}, "does not fit"),
        ({"act": "remove", "fact": "9"}, "no fact 9"),
        ({"act": "day", "day": "2026-02-30"}, "2026-02-30"),
        ({"act": "choose", "switch": "X", "choice": "y"}, "problems"),
        ({"act": "burn"}, "does not fit"),
        ({}, "does not fit"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    seat: Seat, ana: str, fields: dict[str, str], said: str
) -> None:
    before = seat.text("ana.case")
    assert said in seat.send(f"{ana}/do", 422, n=1, q=MAY, **fields)
    assert seat.text("ana.case") == before


def test_whatever_a_case_says_is_only_text_on_its_page(seat: Seat, ana: str) -> None:
    name = '"<script>alert(1)</script>"'
    page = seat.send(f"{ana}/do", n=1, act="say", sentence=f"{name} owes a fee")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; owes a fee" in page.replace("&#34;", "")
    page = seat.page(f"{ana}?q={quote(f'may {name} borrow a book')}")
    assert "<script>alert" not in page
    page = seat.send("/en/new", title='<b>\u202e"bold\x00</b>')
    assert "<h1>&lt;b&gt; &#39;bold &lt;/b&gt;</h1>" in page
    before = seat.text("ana.case")
    assert seat.send(f"{ana}/text", 422, act="save", content=f"{before}# \x00\n")
    assert seat.text("ana.case") == before
    page = seat.page("/en/case/%3Cimg%20src=x%3E.case", 404)
    assert "<img" not in page


def test_what_is_not_yet_chosen_stays_where_it_is(seat: Seat, ana: str) -> None:
    """Neither a fact that is chosen nor a question that is asked puts the others away."""

    def offered(page: str) -> list[str]:
        plain = re.sub(r"<details>.*?</details>", "", page.split('id="heard"')[1], flags=re.DOTALL)
        return re.findall(r'name="pred" value="(\w+)"><input type="hidden" name="find"', plain)

    words = "Ana owes 2 books"
    before = offered(seat.page(f"{ana}?find={quote(words)}"))
    assert "owes_a_fee" in before and len(before) > 1
    page = seat.send(
        f"{ana}/do", n=1, q=MAY, act="fill", pred="owes_a_fee", so="yes", slot0="Ana", find=words
    )
    assert offered(page) == [one for one in before if one != "owes_a_fee"]
    assert f'name="find" value="{words}"' in page.split('id="question"')[1], "asking keeps them"
    page = seat.page(f"{ana}/ask?n=1&pred=may_borrow_a_book&slot0=Ana&find={quote(words)}")
    assert offered(page) == [one for one in before if one != "owes_a_fee"]


def test_a_case_that_is_opened_again_asks_what_was_asked_last(seat: Seat, ana: str) -> None:
    assert _verdict(seat.page(ana)) == ""
    assert _verdict(seat.page(f"{ana}{ASKED}")) == "unknown"
    assert _verdict(seat.page(ana)) == "unknown"
    seat.page(f"{ana}?q=may+Ana+fly")
    assert _verdict(seat.page(ana)) == "unknown", "what the law does not know is not asked again"
    assert "may borrow" not in seat.text("ana.case")
