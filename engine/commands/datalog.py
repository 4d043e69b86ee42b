"""`zakonik datalog`: runs a Datalog program written as JSON and prints its relations."""

import json
from argparse import ArgumentParser, Namespace

from engine.commands.options import add_engine


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik datalog`."""
    parser.add_argument("file", metavar="FILE.json", help="one JSON object: rules and facts")
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print `{predicate: [[constant, ...], ...]}` with sorted rows."""
    from engine.backends.program_from_json import read_program, run_program

    program = read_program(args.file)
    print(json.dumps(run_program(program, args.engine), ensure_ascii=False))
