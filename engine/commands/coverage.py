"""`zakonik coverage`: which provisions the laws carry, and what no worked case has tried."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.commands.options import add_engine, add_format, count
from engine.commands.outcome import BadInput, Negative
from parser.words.values import counted

if TYPE_CHECKING:
    from engine.answers.coverage import Coverage, RuleCover
    from kb.base import KnowledgeBase


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik coverage`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law and case files, or folders (default: the laws of Montenegro)",
    )
    parser.add_argument(
        "--ids", metavar="FILE", help="a list of provisions that have to be accounted for"
    )
    parser.add_argument("--all", action="store_true", help="list every rule, not only gaps")
    parser.add_argument(
        "--fail-under",
        type=count,
        metavar="PERCENT",
        help="end with 1 if fewer of the rules have both held and failed",
    )
    add_format(parser, "text", "json")
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print the coverage; end with 1 if a wanted provision is missing or too little is tried.

    A case that cannot be answered stops no other: it is named, and the command ends with 2.
    """
    from engine.answers.ask import ask
    from engine.answers.coverage import coverage, ids_in, missing
    from engine.commands.ask import unanswered
    from kb.from_files import load, load_cases
    from parser.text.source import read_source

    wanted = ids_in(read_source(args.ids)) if args.ids else ()
    kb = load(*args.path)
    cases = [case for path in kb.cases for case in load_cases(path, kb)]
    found = coverage(kb, cases, lambda question, case: ask(kb, question, case, backend=args.engine))
    lacking = missing(found, wanted)
    if args.format == "json":
        sys.stdout.write(json.dumps(_object(found, wanted), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_text(found, wanted, lacking, args.all) + _untranslated(kb))
    if found.left_out:
        raise BadInput("\n".join(unanswered(case, reason) for case, reason in found.left_out))
    if lacking or (args.fail_under is not None and _percent(found) < args.fail_under):
        raise Negative


def _untranslated(kb: "KnowledgeBase") -> str:
    """Say what of laws that have a translation it leaves out; nothing where it says all."""
    from kb.translations import missing

    left = missing(kb) if kb.translation.laws else ()
    if not left:
        return ""
    return f"\nwithout translation: {len(left)}\n" + "".join(f"  {line}\n" for line in left)


def _percent(found: "Coverage") -> float:
    """Return of how many rules in a hundred a case has tried all that can happen."""
    tried = sum(
        1
        for rule in found.rules.values()
        if rule.tries.held and (rule.tries.failed or not rule.conditional)
    )
    return 100 * tried / len(found.rules) if found.rules else 100.0


def _text(found: "Coverage", wanted: tuple[str, ...], lacking: tuple[str, ...], every: bool) -> str:
    rules = list(found.rules.values())
    held = sum(1 for rule in rules if rule.tries.held)
    failed = sum(1 for rule in rules if rule.tries.failed)
    items = [tries for rule in rules for tries in rule.items.values()]
    both = sum(1 for tries in items if tries.held and tries.failed)
    lines = [
        f"{counted(found.cases, 'case')}, {counted(found.expectations, 'expectation')}",
        f"{counted(len(rules), 'rule')}: {_times(held)} held, {_times(failed)} failed"
        f"{_without(rules)}",
    ]
    if items:
        lines.append(f"{counted(len(items), 'labelled item')}: {_times(both)} both held and failed")
    if found.rows:
        lines.append(
            f"{counted(len(found.rows), 'provision')} in tables: {_times(_used(found))} been used"
        )
    lines.append(_carried(len(found.notes)))
    for mark in sorted(set(found.notes.values())):
        named = [one for one, other in found.notes.items() if other == mark]
        lines.append(f"  {mark}: {', '.join(named)}")
    if wanted:
        lines.append(f"{len(wanted) - len(lacking)} of {len(wanted)} wanted provisions found")
        lines += [f"  missing: {one}" for one in lacking]
    law = ""
    for rule in rules:
        gaps = rule.gaps
        if not gaps and not every:
            continue
        if rule.law != law:
            law = rule.law
            lines += ["", law]
        lines.append(_line(rule, gaps))
    return "\n".join(lines) + "\n"


def _line(rule: "RuleCover", gaps: tuple[str, ...]) -> str:
    counts = f"held {rule.tries.held}, failed {rule.tries.failed}, {len(rule.cases)} cases"
    return f"  {rule.id}  {'; '.join(gaps) if gaps else counts}"


def _used(found: "Coverage") -> int:
    return sum(1 for times in found.rows.values() if times)


def _object(found: "Coverage", wanted: tuple[str, ...]) -> dict[str, object]:
    return {
        "schema": "zakonik/coverage/1",
        "cases": found.cases,
        "expectations": found.expectations,
        "rules": [
            {
                "id": rule.id,
                "title": rule.title,
                "law": rule.law,
                "held": rule.tries.held,
                "failed": rule.tries.failed,
                "cases": len(rule.cases),
                "items": {
                    label: {"held": tries.held, "failed": tries.failed}
                    for label, tries in rule.items.items()
                },
                "gaps": list(rule.gaps),
            }
            for rule in found.rules.values()
        ],
        "notes": dict(found.notes),
        "tables": dict(found.rows),
        "wanted": {one: found.accounts_for(one) or None for one in wanted},
    }


def _without(rules: Sequence["RuleCover"]) -> str:
    """Say how many rules have no condition that could fail."""
    unconditional = sum(1 for rule in rules if not rule.conditional)
    return f", {_times(unconditional)} no condition to fail" if unconditional else ""


def _times(number: int) -> str:
    """Write how many rules or items a verb is about.

    >>> _times(0), _times(1), _times(2)
    ('none has', '1 has', '2 have')
    """
    return f"{number or 'none'} {'have' if number > 1 else 'has'}"


def _carried(number: int) -> str:
    """Say how many provisions are noted as those that no rule carries; they are listed below."""
    if not number:
        return "no provision is noted as one that no rule carries"
    return f"{counted(number, 'provision')} {'is' if number == 1 else 'are'} carried by no rule:"
