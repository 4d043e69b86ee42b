"""What the start of a command waits for."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import VERBS

ROOT = Path(__file__).parents[3]

NOT_NEEDED = (
    "lark",
    "csv",
    "difflib",
    "calendar",
    "duckdb",
    "sqlglot",
    "parser.syntax",
    "parser.resolved.law_tree",
    "parser.resolved.lexicon",
    "parser.datalog.from_resolved",
    "parser.datalog.order",
    "engine.answers.by_cases",
    "engine.answers.by_then",
    "engine.answers.changed_case",
    "engine.answers.cuts",
    "engine.answers.interview",
    "engine.answers.summing",
    "engine.answers.tied",
    "engine.answers.turning_points",
    "engine.pages.language",
    "engine.pages.montenegrin",
    "kb.translated",
    "kb.translations",
    "parser.resolved.from_translated",
    "parser.resolved.from_translation",
    "parser.resolved.translation",
    "tomllib",
    "engine.backends.reference",
    "engine.backends.sql",
    "engine.pages.report",
    "engine.pages.site",
    "clingo",
    "engine.commands.web",
    "fastapi",
    "mcp",
    "engine.answers.changed_answers",
    "engine.answers.coverage",
    "engine.answers.mutation",
    "engine.audit",
    "engine.lint",
    "engine.pages.changes",
    "kb.changes",
    "engine.proof.checker",
    "engine.registers",
    "engine.server",
    "engine.commands.examples",
    "parser.highlight",
    "parser.layout",
    "jinja2",
    "markdown_it",
    "pygls",
    "pygments",
    "shtab",
    *(f"engine.commands.{verb}" for verb in VERBS if verb != "ask"),
)
"""Modules that a question does not need whose laws were read before, and that decides itself."""


_BESIDE = {
    "engine.pages.language",
    *(f"engine.answers.{name}" for name in ("by_cases", "by_then", "changed_case", "cuts")),
    *(f"engine.answers.{name}" for name in ("summing", "tied")),
}
NOT_NEEDED_BESIDE = tuple(name for name in NOT_NEEDED if name not in _BESIDE)
"""The same on the short page, which says where a law has no translation, and what comes on later
days, on which it may be a question of cases whether somebody still has a nationality."""


@pytest.mark.parametrize(
    ("words", "not_needed"),
    [(("--all",), NOT_NEEDED), ((), (*NOT_NEEDED_BESIDE, "engine.answers.evidence"))],
    ids=["all", "short"],
)
def test_a_question_asked_again_imports_only_what_it_needs(
    words: tuple[str, ...], not_needed: tuple[str, ...]
) -> None:
    program = (
        "import sys; from engine.cli import main; main(sys.argv[1:]); "
        f"print(sorted(set({not_needed!r}) & set(sys.modules)))"
    )
    question = "can Clara obtain citizenship by admittance"
    case = str(ROOT / "examples" / "citizenship" / "clara.case")
    command = [sys.executable, "-c", program, "ask", question, "--case", case, *words]
    _, ran = (
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        for _ in range(2)
    )
    assert ran.stdout.startswith("NO"), ran.stdout
    assert ran.stdout.splitlines()[-1] == "[]"
