"""`zakonik audit`: what a law leaves open or says twice, each finding with a worked case."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.commands.options import add_format, count, day
from engine.commands.outcome import BadInput, Negative
from parser.words.values import counted

if TYPE_CHECKING:
    from engine.audit.finding import Audited, Finding
    from engine.audit.switches import PassedOver


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik audit`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law files, or folders of them (default: the laws of Montenegro); the laws beside a "
        "file are read with it",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="ID",
        help="the id of a rule or a law to look at, may be repeated (default: all)",
    )
    parser.add_argument(
        "--never",
        action="append",
        default=[],
        metavar="FILE",
        help="a law file with constraints (`impossible`) that are no law: look only for situations "
        "in which the laws let happen what they forbid",
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="look at the laws of this day")
    parser.add_argument(
        "--individuals",
        type=count,
        metavar="N",
        help="how many individuals of each kind there may be at least (default: 2)",
    )
    parser.add_argument(
        "--values",
        type=count,
        metavar="N",
        help="how many values each place of a sentence may have (default: 24)",
    )
    parser.add_argument(
        "--steps",
        type=count,
        metavar="N",
        help="how many steps the solver may take for one question (default: 20000)",
    )
    parser.add_argument(
        "--seconds", type=count, metavar="N", help="begin no further conclusion after so many"
    )
    add_format(parser, "text", "json", "sarif")


def run(args: Namespace) -> None:
    """Print what is found in the laws; end with 1 if there is anything.

    Raises BadInput where the solver is not installed or `--only` names nothing, SourceError for
    laws that cannot be read.
    """
    import time
    from datetime import date

    from engine.audit.audit import audit_files
    from engine.audit.bounds import Bounds
    from engine.audit.forbidden import audit_never
    from engine.audit.solving import NoSolver
    from engine.audit.switches import passed_over

    default = Bounds()
    bounds = Bounds(
        individuals=args.individuals or default.individuals,
        values=max(args.values or default.values, 4),
        steps=args.steps or default.steps,
    )
    end = time.monotonic() + args.seconds if args.seconds else float("inf")
    on = args.as_of or date.today()

    def is_over() -> bool:
        return time.monotonic() >= end

    try:
        if args.never:
            found = audit_never(args.path, args.never, on, bounds, is_over)
        else:
            found = audit_files(args.path, on, bounds, args.only, is_over)
    except NoSolver:
        raise BadInput(
            "error: the solver is not installed, which is an extra of its own\n"
            "  help: pip install 'zakonik[audit]', or pip install clingo"
        ) from None
    if not found.rules:
        wanted = " or ".join(f"`{one}`" for one in args.only) or "these files"
        raise BadInput(f"error: there is no rule to look at in {wanted}")
    kept, passed = passed_over(found.findings)
    found = replace(found, findings=kept)
    match args.format:
        case "json":
            sys.stdout.write(_json(found, passed))
        case "sarif":
            sys.stdout.write(_sarif(found))
        case _:
            sys.stdout.write(_text(found, passed))
    if found.findings:
        raise Negative


def _text(found: "Audited", passed: Sequence["PassedOver"]) -> str:
    from engine.audit.finding import CODES
    from engine.commands.complaint import complaint

    lines: list[str] = []
    for one in found.findings:
        named = replace(one.diagnostic, code=f"{CODES[one.kind][0]} {one.kind}")
        lines += [complaint([named], on=sys.stdout), *_said(one), ""]
    lines += [
        f"passed over: {CODES[each.finding.kind][0]} of {' and '.join(each.finding.rules)}: "
        f"{each.reason}"
        for each in passed
    ]
    lines += [f"not decided: {one.rule}: {one.why}" for one in found.undecided]
    if found.left:
        lines.append(f"no time for {counted(len(found.left), 'rule')}: {', '.join(found.left)}")
    if lines and lines[-1]:
        lines.append("")
    lines.append(_summary(found))
    return "\n".join(lines) + "\n"


def _said(one: "Finding") -> Sequence[str]:
    """Return how sure a finding is, and its case."""
    bounds = f"  = within bounds: {one.bounds}\n" if one.bounds else ""
    return (bounds, *(f"    {line}".rstrip() for line in one.case.splitlines()))


def _summary(found: "Audited") -> str:
    return (
        f"{counted(found.rules, 'rule')} as of {found.day.isoformat()}: "
        f"{counted(len(found.findings), 'finding')}, {len(found.undecided)} not decided "
        f"({counted(found.questions, 'question')} to the solver, "
        f"{counted(found.replayed, 'answer')} of the engine)"
    )


def _json(found: "Audited", passed: Sequence["PassedOver"]) -> str:
    from engine.audit.finding import CODES
    from engine.commands.diagnostics import object_of, texts_of

    texts = texts_of([one.diagnostic for one in found.findings])
    names = {code: kind for kind, (code, _) in CODES.items()}
    report = {
        "schema": "zakonik/audit/1",
        "as_of": found.day.isoformat(),
        "rules": found.rules,
        "bounds": {
            "individuals": found.bounds.individuals,
            "values": found.bounds.values,
            "steps": found.bounds.steps,
        },
        "findings": [
            object_of(one.diagnostic, texts, names)
            | {"rules": list(one.rules), "case": one.case, "within": one.bounds or None}
            for one in found.findings
        ],
        "passed_over": [
            {
                "rules": list(each.finding.rules),
                "code": CODES[each.finding.kind][0],
                "reason": each.reason,
            }
            for each in passed
        ],
        "undecided": [{"rule": one.rule, "why": one.why} for one in found.undecided],
        "left": list(found.left),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _sarif(found: "Audited") -> str:
    from engine.audit.finding import CODES
    from engine.commands.sarif import Described, sarif

    described = {code: Described(kind, said) for kind, (code, said) in CODES.items()}
    diagnostics = [
        replace(one.diagnostic, message=f"{one.diagnostic.message}\n\n{one.case}")
        for one in found.findings
    ]
    return sarif(diagnostics, described)
