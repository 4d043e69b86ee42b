"""`zakonik lint`: what is allowed in laws and is hardly meant."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.commands.options import add_format
from engine.commands.outcome import BadInput, Negative
from parser.words.values import counted

if TYPE_CHECKING:
    from engine.lint.lint import Linted
    from parser.text.diagnostic import Diagnostic


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik lint`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law files, or folders of them (default: the laws of Montenegro)",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="RULE",
        help="a rule of the linter, by code or name, may be repeated (default: all)",
    )
    parser.add_argument(
        "--passed-over",
        action="store_true",
        help="show what the laws and the project switch off too, with the reasons",
    )
    add_format(parser, "text", "json", "sarif")


def run(args: Namespace) -> None:
    """Print what is found in the laws; end with 1 if there is anything.

    Raises BadInput for a rule that there is none of, SourceError for laws that cannot be read.
    """
    from engine.lint.lint import lint
    from engine.lint.rules import RULES

    known = {name for rule in RULES for name in (rule.code, rule.name)}
    for name in args.only:
        if name not in known:
            raise BadInput(f"error: the linter has no rule `{name}`; docs/lint.md lists them")
    found = lint(args.path, args.only)
    match args.format:
        case "json":
            sys.stdout.write(_json(found))
        case "sarif":
            sys.stdout.write(_sarif(found))
        case _:
            sys.stdout.write(_text(found, args.passed_over))
    if found.findings:
        raise Negative


def _names() -> Mapping[str, tuple[str, str]]:
    """Return name and summary of each rule by its code."""
    from engine.lint.rules import RULES
    from engine.lint.switches import SWITCH_RULES

    return dict(SWITCH_RULES) | {rule.code: (rule.name, rule.summary) for rule in RULES}


def _text(found: "Linted", passed_over: bool) -> str:
    from engine.commands.complaint import complaint

    lines = [complaint(_named(found.findings), on=sys.stdout)] if found.findings else []
    if passed_over:
        for one, reason, _ in found.passed_over:
            lines.append(f"{one.at.file}:{one.at.line}: {one.code} passed over: {reason}")
    lines.append(
        f"{counted(found.laws, 'law file')}: {counted(len(found.findings), 'finding')}, "
        f"{len(found.passed_over)} passed over with a reason"
    )
    return "\n".join(lines) + "\n"


def _named(findings: Sequence["Diagnostic"]) -> "list[Diagnostic]":
    """Return findings whose code is followed by its name, for people."""
    names = _names()
    return [replace(one, code=f"{one.code} {names[one.code][0]}") for one in findings]


def _json(found: "Linted") -> str:
    from engine.commands.diagnostics import object_of, texts_of

    texts = texts_of([*found.findings, *(one for one, _, _ in found.passed_over)])
    names = {code: name for code, (name, _) in _names().items()}
    report = {
        "schema": "zakonik/lint/1",
        "laws": found.laws,
        "findings": [object_of(one, texts, names) for one in found.findings],
        "passed_over": [
            object_of(one, texts, names) | {"reason": reason}
            for one, reason, _ in found.passed_over
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _sarif(found: "Linted") -> str:
    from engine.commands.sarif import Described, Suppressed, sarif

    described = {code: Described(*said) for code, said in _names().items()}
    return sarif(found.findings, described, [Suppressed(*one) for one in found.passed_over])
