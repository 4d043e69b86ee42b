"""`make sara`: ask all public cases, and say which answers differ and how long they took."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from engine.answers.ask import ask
from engine.answers.checked import check
from engine.answers.reply import Reply, Values
from engine.answers.verdicts import verdict_of
from engine.answers.worked_cases import certain
from kb import KnowledgeBase, load, read_cases
from parser.text.diagnostic import SourceError
from parser.values import Amount
from tests.sara.convert import Asked, Unasked, converted
from tests.sara.events import PublicCase, read

ROOT = Path(__file__).parents[2]
LAWS = ROOT / "examples" / "us-tax"
BESIDE = ROOT.parent / "shared" / "suites" / "sara_train.jsonl"
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
    except SourceError as error:
        said = "; ".join(f"{one.message}" for one in error.diagnostics)
        return Outcome(case, False, said, time.perf_counter() - begun)
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
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [read(json.loads(line)) for line in lines]
    outcomes = [outcome(case, kb, prove=True) for case in cases if not wanted or case.id in wanted]
    sections: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in outcomes:
        section = one.case.id.split("_")[0]
        sections[section] += 1
        right[section] += one.right
        if not one.right:
            print(f"{one.case.id}: expected {one.case.expected}, got {one.said}")
            print(f"    {one.case.text} {one.case.question}")
    for section, count in sections.items():
        print(f"{section:8} {right[section]:4} of {count}")
    times = [one.seconds for one in outcomes]
    print(
        f"{sum(right.values())} of {len(outcomes)} right; every proof checked; "
        f"{median(times):.2f} s a case in the median, {max(times):.2f} s at worst"
    )
    sys.exit(sum(right.values()) != len(outcomes))


if __name__ == "__main__":
    main()
