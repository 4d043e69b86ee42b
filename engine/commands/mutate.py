"""`zakonik mutate`: which small mistakes in a law its worked cases would not notice."""

import json
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.commands.options import add_engine, add_format, count
from engine.commands.outcome import BadInput, Negative
from parser.words.values import counted

if TYPE_CHECKING:
    from engine.answers.mutation.running import Progress, Report
    from engine.answers.mutation.trying import Tried


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik mutate`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law and case files, or folders (default: the laws of Montenegro)",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="ID",
        help="the id of a rule or a law to mutate, may be repeated (default: all)",
    )
    parser.add_argument(
        "--processes",
        type=count,
        metavar="N",
        help="how many processes to use (default: one a core)",
    )
    parser.add_argument(
        "--seconds", type=count, metavar="N", help="begin no further rule after so many seconds"
    )
    parser.add_argument(
        "--kept",
        default="",
        metavar="FILE",
        help="keep here what cases noticed, and try only what has changed since",
    )
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="write a case that would notice each mutant that none does, if one is found",
    )
    add_format(parser, "text", "json")
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print the mutants that no case notices; end with 1 if there are any."""
    import os
    import time
    from datetime import date

    from engine.answers.mutation.kept import read_kept
    from engine.answers.mutation.running import run as run_mutants
    from engine.answers.mutation.trying import Laws

    kept = read_kept(args.kept) if args.kept else {}
    laws = Laws(tuple(args.path), tuple(args.only), args.engine, date.today(), kept, args.suggest)
    end = time.monotonic() + args.seconds if args.seconds else float("inf")
    with interruptible() as is_interrupted:
        report = run_mutants(
            laws,
            args.processes or os.cpu_count() or 1,
            args.kept,
            lambda: is_interrupted() or time.monotonic() >= end,
            _tell,
        )
    if not report.tried and not report.left:
        wanted = " or ".join(f"`{one}`" for one in args.only)
        raise BadInput(f"error: there is no rule and no law called {wanted} that can be mutated")
    sys.stdout.write(_json(report) if args.format == "json" else _text(report))
    if report.unnoticed:
        raise Negative


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Give whether an interruption was asked for within; the second one ends at once.

    What was found until then is worth telling: a whole law takes minutes.
    """
    asked = False

    def note(_: int, __: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)
        print("\nending with the rules that are begun; again: at once", file=sys.stderr, flush=True)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(progress: "Progress") -> None:
    """Say on a terminal how far a run is, and elsewhere now and then."""
    said = f"{progress.rules} of {progress.of} rules, {progress.unnoticed} mutants unnoticed"
    if sys.stderr.isatty():
        print(f"\r{said}", end="\n" if progress.rules == progress.of else "", file=sys.stderr)
    elif progress.rules % 10 == 0:
        print(said, file=sys.stderr, flush=True)


def _text(report: "Report") -> str:
    lines: list[str] = []
    shown: dict[str, str] = {}
    for one in (each for each in report.unnoticed if each.asked):
        lines += [_place(one), *_changed(one)]
        before = shown.get(one.suggested)
        if one.suggested and before is None:
            shown[one.suggested] = _place(one)
            lines += ["", *(f"    {line}" for line in one.suggested.splitlines()), ""]
        elif before is not None:
            lines.append(f"  the case at {before} would notice it too")
    lines += _unasked([one for one in report.unnoticed if not one.asked])
    if lines:
        lines.append("")
    lines.append(_summary(report))
    refused = len(report.tried) - len(report.mutants)
    if refused:
        lines.append(f"{refused} more are refused as no law")
    if report.left:
        lines.append(f"no time for {counted(len(report.left), 'rule')}: {', '.join(report.left)}")
    return "\n".join(lines) + "\n"


def _unasked(missed: "list[Tried]") -> list[str]:
    """Name each rule of which no case asks anything once, with the number of its mutants."""
    by_rule: dict[str, list[Tried]] = {}
    for one in missed:
        by_rule.setdefault(one.name, []).append(one)
    return [
        f"{many[0].change.span.file}:{many[0].change.span.line}: {name}: no worked case asks for "
        f"what rests on it ({counted(len(many), 'mutant')})"
        for name, many in by_rule.items()
    ]


def _place(one: "Tried") -> str:
    span = one.change.span
    return f"{span.file}:{span.line}: {one.name}: {one.change.kind}"


def _changed(one: "Tried") -> tuple[str, ...]:
    if not one.change.new:
        return (f"  without: {one.change.old}",)
    return (f"  {one.change.old}", f"  -> {one.change.new}")


def _summary(report: "Report") -> str:
    made, marked, missed = len(report.mutants), len(report.marked), len(report.unnoticed)
    noticed = made - marked - missed
    could = made - marked
    percent = f" ({100 * noticed / could:.1f}%)" if could else ""
    said = f"{counted(made, 'mutant')}: {noticed} noticed{percent}, {missed} unnoticed"
    return f"{said}, {marked} marked as changing nothing" if marked else said


def _json(report: "Report") -> str:
    found = {
        "schema": "zakonik/mutate/1",
        "mutants": len(report.mutants),
        "noticed": len(report.mutants) - len(report.marked) - len(report.unnoticed),
        "refused": len(report.tried) - len(report.mutants),
        "unnoticed": [_object(one) for one in report.unnoticed],
        "marked": [_object(one) | {"reason": report.reason(one)} for one in report.marked],
        "left": list(report.left),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _object(one: "Tried") -> dict[str, object]:
    span = one.change.span
    return {
        "file": span.file,
        "line": span.line,
        "rule": one.name,
        "kind": one.change.kind,
        "old": one.change.old,
        "new": one.change.new,
        "asked": one.asked,
        "suggested": one.suggested,
    }
