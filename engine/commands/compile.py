"""`zakonik compile`: shows what a law becomes."""

import sys
from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik compile`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law files or folders (default: the laws of Montenegro)",
    )
    parser.add_argument("--to", choices=("datalog",), required=True, help="the form wanted")


def run(args: Namespace) -> None:
    """Print each clause of the program under the rule that it came from."""
    from kb.from_files import load
    from parser.datalog.show import show

    sys.stdout.write(show(load(*args.path).program))
