"""The questions that stand first: those that people come with, asked of whom a case is about."""

from engine.commands.web.desk.hearing import often_asked
from engine.commands.web.desk.jobs import Choices
from engine.commands.web.desk.looking import choices
from engine.commands.web.desk.rendering import page
from kb.from_files import load
from parser.resolved.tree import Case
from tests.laws import EXAMPLES, shipped


def test_they_are_asked_of_whom_the_case_is_about() -> None:
    first, *others = often_asked(shipped(), Case("Mei"), "en")
    assert first["template"] == "Mei may come without a visa"
    assert first["is_whole"], "a link asks it at once"
    assert all("Mei" in one["template"] for one in others)
    assert often_asked(shipped(), Case("Mei"), "me")[0]["template"] == "Mei može doći bez vize"


def test_of_nobody_they_lead_to_a_form() -> None:
    for one in often_asked(shipped(), Case(""), "en"):
        assert not one["is_whole"]
        assert "{person}" in one["template"]


def test_laws_without_such_a_file_have_none() -> None:
    library = load(str(EXAMPLES / "library"))
    assert often_asked(library, Case("Mei"), "en") == []


def test_an_interview_begins_with_them() -> None:
    view = choices(shipped(), Choices("me"))
    told = {"find": "", "chapter": "", "refused": None, "seal": "", "others": (), "folder": "x"}
    shown = page("interview-choice", "me", view=view, typed=None, said="", **told)
    assert shown.index("Često se pita") < shown.index("Pitanja po poglavljima")
    assert 'href="/me/interview?ask=may_come_without_a_visa' in shown
