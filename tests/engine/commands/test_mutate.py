"""What `zakonik mutate` prints of mistakes that no worked case notices."""

import signal
from pathlib import Path

import pytest

from engine.commands.mutate import interruptible
from tests.engine.commands.running import zakonik

LAW = """law grants "Grants"

vocabulary
    {person} earned {number} credits      (given, single)
    {person} has {sum: amount}            (given, single)
    {person} may apply
    {person} may apply again

rule GRA-1 "Sixty credits"
    a person may apply
    if the person earned a number credits
    and the number >= 60
    and the person has a sum
    and the sum < 500 EUR

rule GRA-2 "Again"
    a person may apply again
    if the person earned a number credits
    and the number >= 90
"""
CASE = """case "Ana, far from every limit"
    as of 2026-06-01
    given
        Ana earned 75 credits
        Ana has 20 EUR
    expect
        may Ana apply: yes
"""


@pytest.fixture
def grants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write the law and its case, and return the name of their folder."""
    (tmp_path / "grants.law").write_text(LAW, encoding="utf-8")
    (tmp_path / "grants.case").write_text(CASE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "."


def test_limits_of_numbers_and_sums_are_suggested_each_case_once(
    grants: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = zakonik(capsys, "mutate", grants, "--suggest", "--processes", "1").out
    for fact in ("Ana earned 59 credits", "Ana earned 60 credits", "Ana has 500 EUR"):
        assert said.count(f"            {fact}\n") == 1
    assert "  the case at ./grants.law:12: GRA-1: dropped would notice it too\n" in said


def test_a_rule_of_which_no_case_asks_anything_is_named_once(
    grants: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = zakonik(capsys, "mutate", grants, "--processes", "1")
    told = [line for line in ended.out.splitlines() if "GRA-2" in line]
    assert told == ["./grants.law:19: GRA-2: no worked case asks for what rests on it (5 mutants)"]
    assert ended.code == 1


def test_the_first_interruption_begins_no_further_rule_and_the_second_ends_at_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interruptible() as is_interrupted:
        assert not is_interrupted()
        signal.raise_signal(signal.SIGINT)
        assert is_interrupted()
        assert "ending with the rules that are begun" in capsys.readouterr().err
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
