"""What is said of a place of a rule while it is written: what the language server says of it."""

from typing import Any

from engine.commands.web.desk.jobs import Wanted
from engine.server.completing import offers
from engine.server.hovering import hover
from engine.server.places import pointed
from engine.server.workspace import Workspace
from tests.engine.commands.web.desk.conftest import FIELD, Seat
from tests.engine.commands.web.desk.test_law_page import _rule
from tests.laws import EXAMPLES

PATH = "/en/rule/LIB-1"
FILE = str(EXAMPLES / "library" / "lending.law")


def _asked(seat: Seat, wanted: Wanted, text: str) -> dict[str, Any]:
    """Return what is said of the place that is marked with `|` in the text of the rule."""
    before, _, after = text.partition("|")
    fields = _rule(seat.page(PATH)) | {
        "text": before + after,
        "line": str(before.count("\n")),
        "character": str(len(before) - before.rfind("\n") - 1),
    }
    found = seat.client.post(f"{PATH}/{wanted}", data=fields)
    assert found.status_code == 200, found.text
    told: dict[str, Any] = found.json()
    return told


def _own(seat: Seat) -> str:
    return _rule(seat.page(PATH))["text"]


def test_offers_are_those_of_the_language_server(seat: Seat) -> None:
    text = f"{_own(seat)}\n    and the person ha"
    found = _asked(seat, "offers", f"{text}|")
    workspace = Workspace()
    workspace.reading(FILE)
    content = workspace.text(FILE)
    workspace.put(FILE, content.replace(_own(seat), text))
    _, known = offers(workspace, FILE, content.index(_own(seat)) + len(text))
    wanted = [one.words for one in known if one.words.startswith("ha")]
    assert [one["words"] for one in found["offers"]] == wanted[:10]
    assert "has been a member since" in wanted
    assert found["start"] == len("    and the person ")


def test_a_sentence_is_offered_with_its_first_blank_to_be_written_over(seat: Seat) -> None:
    found = _asked(seat, "offers", f"{_own(seat)}\n    and fee|")["offers"]
    (waived,) = [one for one in found if one["words"] == "the fee of {person} is waived"]
    assert waived["put"] == "the fee of a person is waived"
    start, end = waived["select"]
    assert waived["put"][start:end] == "a person"
    assert waived["detail"] == "lending"


def test_who_the_rule_speaks_of_is_offered(seat: Seat) -> None:
    for typed, wanted in (("and per|", "the person"), ("and the per|", "person")):
        found = _asked(seat, "offers", f"{_own(seat)}\n    {typed}")["offers"]
        assert found[0]["words"] == found[0]["put"] == wanted


def test_at_a_line_of_its_own_and_in_a_text_nothing_misleads(seat: Seat) -> None:
    words = [one["words"] for one in _asked(seat, "offers", f"{_own(seat)}\n    un|")["offers"]]
    assert "unless" in words
    ids = _asked(seat, "offers", f"{_own(seat)}\n    subject to LIB-|")["offers"]
    assert "LIB-2" in [one["words"] for one in ids]
    assert _asked(seat, "offers", f'{_own(seat)}\n    says "the fee of |')["offers"] == []


def test_about_a_sentence_is_said_what_an_editor_shows(seat: Seat) -> None:
    text = _own(seat)
    found = _asked(seat, "about", text.replace("may borrow a book", "may bo|rrow a book", 1))
    workspace = Workspace()
    at = workspace.text(FILE).index(text) + text.index("may borrow a book") + 6
    what = pointed(workspace, FILE, at)
    assert what is not None
    assert found["blocks"] == [one._asdict() for one in hover(workspace, FILE, what)]
    assert found["blocks"][0] == {
        "kind": "sentence",
        "text": "{person} may borrow a book",
        "strong": "",
    }
    assert "concluded by rules" in found["blocks"][1]["text"]
    assert "LIB-1" in [one["strong"] for one in found["blocks"]]


def test_lines_that_stayed_are_explained_while_the_rule_is_broken(seat: Seat) -> None:
    text = _own(seat).replace("may borrow a book", "may bo|rrow a book", 1)
    found = _asked(seat, "about", f"{text}\n    and zzyzx flurbed (")
    assert found["blocks"][0]["text"] == "{person} may borrow a book"
    assert _asked(seat, "about", f"{_own(seat)}\n    and zzy|zx flurbed (") == {"blocks": []}


def test_places_are_counted_as_a_browser_does(seat: Seat) -> None:
    found = _asked(seat, "offers", f'{_own(seat)}\n    and "𝄞" ha|')
    assert found["start"] == len('    and "𝄞" ') + 1


def test_only_our_pages_ask_and_only_of_rules_that_there_are(seat: Seat) -> None:
    fields = dict(FIELD.findall(seat.page(PATH))) | {"text": "rule", "line": "0", "character": "4"}
    for wanted in ("offers", "about"):
        forged = fields | {"seal": "0" * 64}
        assert seat.client.post(f"{PATH}/{wanted}", data=forged).status_code == 403
        assert seat.client.post(f"/en/rule/none/{wanted}", data=fields).status_code == 404
        far = fields | {"line": "999999", "character": "999999"}
        assert seat.client.post(f"{PATH}/{wanted}", data=far).status_code == 200
        huge = fields | {"text": "a" * 1_000_001}
        assert seat.client.post(f"{PATH}/{wanted}", data=huge).status_code == 413
