"""An interview that is told what it asked before asks the same, and works less for it."""

from datetime import date
from typing import Any

import pytest

from engine.answers.interview import choosing, running
from engine.commands.web.interviewing import next_step
from engine.commands.web.jobs import Given, Made, Step, Told
from kb.from_files import load
from tests.laws import EXAMPLES

TODAY = date(2026, 11, 30)


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
