"""`zakonik check`: reports everything that is wrong with law and case files."""

import sys
from argparse import ArgumentParser, Namespace

from engine.commands.outcome import BadInput, Negative


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


def run(args: Namespace) -> None:
    """Print each diagnostic on standard error, then a line with their number.

    Raises BadInput if there are errors, and Negative for warnings under `--strict`.
    """
    from engine.commands.complaint import complaint
    from kb.diagnose import diagnose
    from parser.words.values import counted

    found = diagnose(*args.path)
    if found.diagnostics:
        print(complaint(found.diagnostics), file=sys.stderr)
    errors = sum(each.severity == "error" for each in found.diagnostics)
    warnings = len(found.diagnostics) - errors
    summary = (
        f"{counted(found.laws, 'law file')}, {counted(found.cases, 'case file')}: "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    )
    if errors:
        raise BadInput(summary)
    print(summary)
    if warnings and args.strict:
        raise Negative
