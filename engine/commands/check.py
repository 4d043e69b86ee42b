"""`zakonik check`: reports everything that is wrong with law and case files."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.commands.options import add_format
from engine.commands.outcome import BadInput, Negative

if TYPE_CHECKING:
    from kb.diagnose import Diagnosis


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik check`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law and case files, or folders (default: the laws of Montenegro)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="end with 1 if there are warnings and no errors"
    )
    parser.add_argument(
        "--examples",
        action="store_true",
        help="show for each constraint facts that it forbids, and facts that keep them all",
    )
    add_format(parser, "text", "json", "sarif")


def run(args: Namespace) -> None:
    """Print each diagnostic on standard error, then a line with their number.

    As JSON or SARIF the diagnostics are what is printed, on standard output.

    Raises BadInput if there are errors, and Negative for warnings under `--strict`.
    """
    from kb.diagnose import diagnose
    from parser.words.values import counted

    found = diagnose(*args.path)
    _show(found, args.format)
    errors = sum(each.severity == "error" for each in found.diagnostics)
    warnings = len(found.diagnostics) - errors
    summary = (
        _in_montenegrin(found, errors)
        if _is_montenegrin(args.path)
        else (
            f"{counted(found.laws, 'law file')}, {counted(found.cases, 'case file')}: "
            f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        )
    )
    if errors:
        raise BadInput(summary)
    if args.format == "text":
        if args.examples:
            _examples(args.path)
        print(summary)
    if warnings and args.strict:
        raise Negative


def _is_montenegrin(paths: Sequence[str]) -> bool:
    """Tell whether all that is checked are case files in Montenegrin."""
    from parser.syntax.montenegrin import is_case_file

    def begins_so(path: str) -> bool:
        try:
            with open(path, encoding="utf-8") as file:
                return is_case_file(file.read())
        except (OSError, ValueError):  # no such file, no such path, or not UTF-8
            return False

    return bool(paths) and all(one.endswith(".case") and begins_so(one) for one in paths)


def _in_montenegrin(found: "Diagnosis", errors: int) -> str:
    """Return how much was checked, in Montenegrin."""
    from engine.pages.montenegrin import phrases

    said = phrases()["{laws} law files, {cases} case files: {errors} errors, {warnings} warnings"]
    warnings = len(found.diagnostics) - errors
    return said.format(laws=found.laws, cases=found.cases, errors=errors, warnings=warnings)


def _show(found: "Diagnosis", form: str) -> None:
    if form == "sarif":
        from engine.commands.sarif import sarif

        sys.stdout.write(sarif(found.diagnostics, {}))
    elif form == "json":
        from engine.commands.diagnostics import object_of, texts_of

        texts = texts_of(found.diagnostics)
        report = {
            "schema": "zakonik/check/1",
            "laws": found.laws,
            "cases": found.cases,
            "diagnostics": [object_of(one, texts) for one in found.diagnostics],
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    elif found.diagnostics:
        from engine.commands.complaint import complaint

        print(complaint(found.diagnostics, on=sys.stderr), file=sys.stderr)


def _examples(paths: Sequence[str]) -> None:
    """Print an example of what each constraint over facts forbids, and of what is left."""
    from datetime import date

    from engine.rails.constraint_examples import examples
    from engine.rails.in_force import in_force
    from kb import load
    from kb.files import laws_beside
    from kb.from_files import find
    from parser.resolved.vocabulary import GroundAtom
    from parser.words.sentence import sentence

    found = find(*paths)
    kb = load(*(found.laws or laws_beside(found.cases) or find().laws))
    today = date.today()
    for one in examples(in_force(kb.program, today, {}), today):
        provision = one.constraint.provision
        print(f'{provision.rule} "{provision.title}"')
        for heading, facts in (("never", one.forbidden), ("may be", one.allowed)):
            said = [sentence(GroundAtom(*held), kb.predicates) for held in facts]
            print(f"  {heading}: {' and '.join(said) or 'no example found'}")
