"""A law -> what no worked case tries in it, to be marked in the margin."""

import json
import os
from collections.abc import Iterator, Sequence

from engine.answers.ask import ask
from engine.answers.coverage import coverage
from engine.answers.reply import Reply
from engine.server.case_view import files_of_cases
from engine.server.viewing import MarkShown
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase
from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Item, Rule
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import SourceError
from parser.text.source import read_source

MUTANTS = "mutants.json"
"""The file beside laws with what `zakonik mutate --format json` found of them."""


def marks(workspace: Workspace, path: str) -> tuple[MarkShown, ...] | None:
    """Return what the cases of a law never try, and mistakes in it that no case would notice.

    The latter are those of a table of mutants beside the law, as far as their lines still say the
    same. All cases of the law are asked, which takes its time with large laws. None where laws
    with errors cannot be asked.
    """
    kb = workspace.reading(path, whole=True).kb
    if kb is None:
        return None
    cases = [
        case for file in files_of_cases(workspace, path) for case in workspace.cases(file).cases
    ]
    rules = [rule for law in kb.laws if law.span.file == path for rule in law.rules]
    found = [*_untried(rules, cases, kb), *_unnoticed(workspace, path)]
    return tuple(sorted(found, key=lambda one: one.line))


def _untried(
    rules: Sequence[Rule], cases: Sequence[Case], kb: KnowledgeBase
) -> Iterator[MarkShown]:
    def asking(question: Question, case: Case) -> Reply:
        return ask(kb, question, case)

    found = coverage(kb, cases, asking)
    for rule in rules:
        cover = found.rules[rule.provision.rule]
        gaps = [*(["never held"] if not cover.tries.held else [])]
        gaps += ["never failed"] if cover.conditional and not cover.tries.failed else []
        if gaps:
            said = f"{rule.provision.rule} has {' and '.join(gaps)} in a worked case"
            yield MarkShown(rule.span.line - 1, "rule", said)
        for item in _labelled(rule.body):
            tries = cover.items.get(item.label)
            if tries is None:
                continue
            gaps = [*(["never held"] if not tries.held else [])]
            gaps += ["never failed"] if not tries.failed else []
            if gaps:
                said = f"{item.label} has {' and '.join(gaps)} in a worked case"
                yield MarkShown(item.span.line - 1, "condition", said)


def _labelled(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        if item.label:
            yield item
        match item.condition:
            case Group(items=inside) | Aggregates(items=inside):
                yield from _labelled(inside)
            case Holds() | Compares():
                pass


def _unnoticed(workspace: Workspace, path: str) -> Iterator[MarkShown]:
    """Yield the mutants of a law that no case notices, from the table beside it if there is one."""
    try:
        table = json.loads(read_source(os.path.join(os.path.dirname(path), MUTANTS)))
    except (SourceError, ValueError):
        return
    lines = workspace.text_or_nothing(path).split("\n")
    rows = table.get("unnoticed", ()) if isinstance(table, dict) else ()
    for row in rows:
        match row:
            case {"file": str(file), "line": int(line), "old": str(old), "new": str(new)}:
                first = old.split("\n")[0].strip()
                here = os.path.basename(file) == os.path.basename(path)
                if here and 0 < line <= len(lines) and first in lines[line - 1]:
                    said = f"`{new}` for `{old}`" if new else f"`{old}` left out"
                    yield MarkShown(line - 1, "mutant", f"no case would notice {said}")
            case _:
                continue
