"""Totals over five years, each of which several conditions speak of: SQL stays short.

`presence.case`, beside the law, has the answers of each boundary; every engine and a register of
its cases are asked for them there.
"""

from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

LAW = Path(__file__).parents[1] / "answers" / "presence.law"


def test_what_an_aggregate_comes_to_is_worked_out_once(capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "compile", "--to", "sql", str(LAW), "--as-of", "2026-11-23")
    assert ended.code == 0
    statements = [one for one in ended.out.split(";") if "zakonik_aggregate(" in one.lower()]
    assert statements
    assert {one.lower().count("zakonik_aggregate(") for one in statements} == {1}
    assert max(map(len, statements)) < 60_000
