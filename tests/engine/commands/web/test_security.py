"""What `docs/security.md` says is held by a test that exists, and no page is made of names."""

import re

from starlette.testclient import TestClient

from tests.readme import ROOT

MARKUP = '<script>alert("x")</script><img src=x onerror=y>&'


def test_every_answer_names_a_test_that_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text("utf-8")))
    existing = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named
    assert not named - existing


def test_what_somebody_is_called_is_no_markup(client: TestClient) -> None:
    name = MARKUP.replace('"', "'")
    body = {
        "situation": {"facts": [f'"{name}" owes a fee'], "as_of": "2026-11-23"},
        "questions": [f'may "{name}" borrow a book'],
        "form": "html",
    }
    found = client.post("/api/v1/report", json=body)
    assert found.status_code == 200, found.text
    assert "alert" in found.text
    assert "<script" not in found.text
    assert "<img" not in found.text
    assert found.headers["x-content-type-options"] == "nosniff"
