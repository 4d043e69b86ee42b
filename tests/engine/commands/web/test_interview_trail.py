"""An interview goes on from what it asked before, and asks for values until there are some."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.answers.interview import choosing, running
from engine.commands.web.desk.jobs import Look
from engine.commands.web.desk.jobs import Told as DeskTold
from engine.commands.web.desk.work import done
from engine.commands.web.interviewing import next_step
from engine.commands.web.jobs import Given, Made, Refused, Step, Told
from kb.from_files import load
from tests.laws import EXAMPLES

TODAY = date(2026, 11, 30)

LAW = """law stays "Law on Stays"
    source "a page"

vocabulary
    {person} came on {day: date}                (given, single)
    {person} may stay until {last: date}

rule S-1 "Thirty days"
    cites "first sentence"
    a person may stay until a last
    if the person came on a day
    and the last = the day + 30 days
"""


def _shown(step: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in step.items() if name != "trail"}


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_a_trail_leads_to_the_same_question(answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    laws = load(EXAMPLES / "library")
    worked_out: list[int] = []

    def counted(*args: Any) -> Any:
        worked_out.append(1)
        return choosing.next_queries(*args)

    monkeypatch.setattr(running, "next_queries", counted)

    def step(said: tuple[Any, ...], trail: tuple[Any, ...]) -> tuple[dict[str, Any], int]:
        worked_out.clear()
        job = Step(Told(language="en"), "Ana may borrow a book", said, True, trail)
        made = next_step(laws, job, TODAY, "pydatalog")
        assert isinstance(made, Made)
        return made.value, len(worked_out)

    said: tuple[tuple[Given, ...], ...] = ()
    found, _ = step((), ())
    while not found["ended"]:
        trail = found["trail"]
        said = (*said, (Given(answer),) * len(found["queries"]))
        assert len(trail) == len(said)
        plain, most = step(said, ())
        found, least = step(said, trail)
        assert _shown(found) == _shown(plain)
        assert least <= 1 and least <= most
    assert said


def test_what_has_values_is_asked_until_there_is_one(tmp_path: Path) -> None:
    """For how long somebody may stay is no question of yes or no, and people ask it."""
    (tmp_path / "stays.law").write_text(LAW)
    laws = load(tmp_path / "stays.law")
    which = "Ana may stay until which last"
    first = next_step(laws, Step(Told(), which, (), True), TODAY, "pydatalog")
    assert isinstance(first, Made) and not first.value["ended"]
    said = ((Given("yes", (("2026-11-01",),)),),)
    end = next_step(laws, Step(Told(), which, said, True), TODAY, "pydatalog")
    assert isinstance(end, Made) and end.value["ended"] and end.value["verdict"] == "yes"
    assert "Ana came on 2026-11-01" in end.value["case"]
    told = DeskTold(end.value["case"], "interview")
    shown = done([str(tmp_path / "stays.law")], Look(told, which), TODAY)
    assert isinstance(shown, Made)
    assert "1 December 2026" in shown.value["answer"]["first"]
    for last in ("2026-12-01", "which last"):
        person = f"which person may stay until {last}"
        refused = next_step(laws, Step(Told(), person, (), True), TODAY, "pydatalog")
        assert isinstance(refused, Refused) and refused.key == "open_question"
