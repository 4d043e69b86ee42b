"""`zakonik compile`: shows what a law becomes."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from engine.commands.options import day

DIALECTS = ("duckdb", "spark", "postgres")
"""The databases whose SQL is written; the first is the one that runs here."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik compile`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law files or folders (default: the laws of Montenegro)",
    )
    parser.add_argument("--to", choices=("datalog", "sql"), required=True, help="the form wanted")
    parser.add_argument(
        "--dialect",
        choices=DIALECTS,
        default=DIALECTS[0],
        help=f"with sql: whose SQL it is (default: {DIALECTS[0]})",
    )
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="with sql: the rules in force on this day (default: today)",
    )


def run(args: Namespace) -> None:
    """Print each clause of the program, or each statement in SQL, under the rule it came from."""
    from kb.from_files import load

    program = load(*args.path).program
    if args.to == "sql":
        from engine.registers.as_sql import show_sql

        sys.stdout.write(show_sql(program, args.as_of or date.today(), args.dialect))
        return
    from parser.datalog.show import show

    sys.stdout.write(show(program))
