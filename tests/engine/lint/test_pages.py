"""The page of each rule of the linter: of one shape, and true of its own examples."""

import re
from pathlib import Path

import pytest

from engine.lint.rule import LintRule
from engine.lint.rules import RULES
from tests.engine.lint.marked import found_in, write
from tests.readme import ROOT, blocks

FOLDER = ROOT / "docs" / "lint"
HEADINGS = ["Why it matters", "What it marks", "The same, mended", "To switch it off"]


def _page(rule: LintRule) -> str:
    return (FOLDER / f"{rule.code}.md").read_text(encoding="utf-8")


def _files(part: str) -> dict[str, str]:
    """Return the files of an example: a law, and its cases and its table where it has them."""
    (law,) = blocks(part, "law")
    files = {"example.law": law}
    for case in blocks(part, "case"):
        files["example.case"] = case
    for table in blocks(part, "csv"):
        (name,) = re.findall(r'table "(.*)"', law)
        files[name] = table
    return files


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = {path.stem for path in FOLDER.glob("*.md")}
    assert pages == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_is_of_one_shape(rule: LintRule) -> None:
    first, *parts = _page(rule).split("\n## ")
    assert first.startswith(f"# {rule.code} {rule.name}\n\n")
    assert [part.partition("\n")[0] for part in parts] == HEADINGS
    assert f"# lint passes over {rule.code}: why" in parts[3]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_an_example_is_marked_where_the_page_says(rule: LintRule, tmp_path: Path) -> None:
    marked = write(tmp_path, _files(_page(rule).split("\n## ")[2]))
    assert {code for _, _, code in marked} == {rule.code}
    assert found_in(tmp_path) == marked


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_nothing_is_found_in_the_mended_example(rule: LintRule, tmp_path: Path) -> None:
    assert write(tmp_path, _files(_page(rule).split("\n## ")[3])) == frozenset()
    assert found_in(tmp_path) == frozenset()


def test_the_index_lists_the_rules_with_their_summaries() -> None:
    text = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    wanted = [f"| [{r.code}](lint/{r.code}.md) | `{r.name}` | {r.summary} |" for r in RULES]
    assert [line for line in text.splitlines() if line.startswith("| [L")] == wanted
