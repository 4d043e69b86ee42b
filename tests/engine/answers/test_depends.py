"""An answer *depends* only where it is shown that findings can turn it."""

from pathlib import Path

from engine.answers.ask import ask
from engine.answers.reply import Answer
from kb.from_files import load, read_cases

_LAW = Path(__file__).with_name("findings-that-change-nothing.law")
_CASE = """case "one pardon is stated, and there may be others"
    as of 2026-11-23
    given
        Ana is excused on 2023-11-23
        it is false that Mia is excused on a pardon
"""


def test_findings_that_can_turn_nothing_are_not_what_an_answer_depends_on() -> None:
    # whatever pardons Ana has, each of them is her own, so that EXC-2 never speaks of her
    assert _verdict("does Ana outrank Mia") in ("yes", "unknown")


def test_findings_that_can_turn_it_are() -> None:
    assert _verdict("is Ana called up") == "depends"
    assert _verdict("is Mia called up") == "yes"
    assert _verdict("does Mia outrank Ana") == "no"


def _verdict(question: str) -> str:
    kb = load(str(_LAW))
    (case,) = read_cases(_CASE, "excuses.case", kb)
    reply = ask(kb, question, case)
    assert isinstance(reply, Answer)
    return reply.verdict
