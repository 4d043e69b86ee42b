"""`make sara`: ask all public cases, and say which answers differ and how long they took."""

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from engine.answers.ask import ask
from engine.answers.checked import check
from engine.answers.reply import Reply, Values
from engine.answers.verdicts import verdict_of
from engine.answers.worked_cases import certain
from engine.arithmetic.errors import EvaluationError
from kb import KnowledgeBase, load, read_cases
from parser.text.diagnostic import SourceError
from parser.values import Amount
from tests.sara.convert import Asked, Unasked, converted
from tests.sara.events import PublicCase, read
from tests.sara.nationality import is_right, laws

ROOT = Path(__file__).parents[2]
LAWS = ROOT / "examples" / "us-tax"
BESIDE = ROOT.parent / "shared" / "suites" / "sara_train.jsonl"
NATIONALITY = "bna_given.jsonl"
"""The cases of the British Nationality Act, asked too where they lie beside the others."""
MISSING = """The public cases are not at {path}.
They are published as SgfdDttt/sara (Holzenberger, Blair-Stanek and Van Durme, A Dataset for
Statutory Reasoning in Tax Law, 2020). Converted to one JSON object a line, name them with
SARA=PATH make sara"""


@dataclass(frozen=True)
class Outcome:
    """What came of a public case: whether the answer was right, what it was, the seconds."""

    case: PublicCase
    right: bool
    said: str
    seconds: float


def written(case: PublicCase, asked: Asked) -> str:
    """Return a public case as the text of a `.case` file without expectations."""
    head = [f'case "{case.id}"', "    as of 2026-01-01"]
    head += [f"    under {one}" for one in asked.under]
    head += ["    given", "        all facts are given"]
    return "\n".join([*head, *(f"        {one}" for one in asked.given)]) + "\n"


def outcome(case: PublicCase, kb: KnowledgeBase, *, prove: bool) -> Outcome:
    """Ask a public case; with `prove` each proof goes through the independent checker."""
    try:
        asked = converted(case)
    except Unasked:
        return Outcome(case, False, "its query speaks of nothing in the laws", 0.0)
    begun = time.perf_counter()
    try:
        (ours,) = read_cases(written(case, asked), case.id, kb)
        replies = [ask(kb, question, ours) for question in asked.questions]
        seconds = time.perf_counter() - begun
        if prove:
            for reply in replies:
                check(kb, reply, ours)
    except (SourceError, EvaluationError) as error:
        return Outcome(case, False, str(error), time.perf_counter() - begun)
    right, said = compared(case, asked, replies)
    return Outcome(case, right, said, seconds)


def compared(case: PublicCase, asked: Asked, replies: Sequence[Reply]) -> tuple[bool, str]:
    """Tell whether replies are what the data expect, and say what they were."""
    if isinstance(case.expected, bool):
        verdicts = [verdict_of(reply) for reply in replies]
        said = " ".join(verdicts) or "no service is meant"
        if not set(verdicts) <= {"yes", "no"}:
            return False, said
        found = [verdict == "yes" for verdict in verdicts]
        holds = (all(found) if asked.every else any(found)) != asked.contrary
        return holds == case.expected, said
    (reply,) = replies
    rows = certain(reply) if isinstance(reply, Values) else ()
    amounts = [one.value for row in rows for one in row if isinstance(one, Amount)]
    said = " ".join(f"{one:.0f}" for one in amounts) or "no amount"
    return amounts == [case.expected] and verdict_of(reply) == "yes", said


def main() -> None:
    """Ask the cases, those whose names are arguments or all; exit with 1 if any differs."""
    path = Path(os.environ.get("SARA") or BESIDE)
    if not path.exists():
        sys.exit(MISSING.format(path=path))
    wanted = set(sys.argv[1:])
    kb = load(str(LAWS))
    cases = [read(line) for line in lines(path) if not wanted or line["id"] in wanted]
    outcomes: list[Outcome] = []
    for case in cases:
        one = outcome(case, kb, prove=True)
        outcomes.append(one)
        if not one.right:
            print(f"{case.id}: expected {case.expected}, got {one.said}", flush=True)
            print(f"    {case.text} {case.question}", flush=True)
    print("\n".join(by_section(outcomes)))
    wrong = sum(not one.right for one in outcomes)
    beside = path.parent / NATIONALITY
    if beside.exists() and not wanted:
        acts, found = laws(), lines(beside)
        right = sum(is_right(line, acts) for line in found)
        print(f"British Nationality Act: {right} of {len(found)} right")
        wrong += len(found) - right
    sys.exit(bool(wrong))


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file that has one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def by_section(outcomes: Sequence[Outcome]) -> list[str]:
    """Return a line for each section, how many are right and how long they took, and one for all.

    The seconds are those from the facts of a case to its answer; checking proofs comes on top.
    """
    sections: dict[str, list[Outcome]] = {}
    for one in outcomes:
        sections.setdefault(section(one.case.id), []).append(one)
    found = [_line(name, some) for name, some in sorted(sections.items())]
    return [*found, _line("all", outcomes) + "; every proof checked"]


def section(name: str) -> str:
    """Return the section of a case.

    >>> section("s152_c_1_pos"), section("tax_case_12")
    ('section 152', 'whole tax')
    """
    return "whole tax" if name.startswith("tax") else f"section {name.split('_')[0][1:]}"


def _line(name: str, some: Sequence[Outcome]) -> str:
    times = [one.seconds for one in some]
    right = sum(one.right for one in some)
    return (
        f"{name:13}{right:4} of {len(some):3} right, "
        f"{median(times):.2f} s in the median, {max(times):.2f} s at worst"
    )


if __name__ == "__main__":
    main()
