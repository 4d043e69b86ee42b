"""`zakonik check`: reports everything that is wrong with law and case files."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

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
    parser.add_argument(
        "--examples",
        action="store_true",
        help="show for each constraint facts that it forbids, and facts that keep them all",
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
    if args.examples:
        _examples(args.path)
    print(summary)
    if warnings and args.strict:
        raise Negative


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
