"""`zakonik site`: the law and its worked cases as a folder of pages that need no network."""

import sys
from argparse import ArgumentParser, Namespace

from engine.commands.options import add_engine, count
from parser.words.values import counted


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik site`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law and case files, or folders (default: the laws of Montenegro)",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="DIR",
        help="where the site goes: a new or empty folder, or a site that is made anew",
    )
    parser.add_argument(
        "--no-cases", action="store_true", help="list the worked cases and do not answer them"
    )
    parser.add_argument(
        "--processes",
        type=count,
        metavar="N",
        help="how many processes answer the worked cases (default: one a core)",
    )
    parser.add_argument(
        "--seconds", type=count, metavar="N", help="answer no further cases after so many seconds"
    )
    add_engine(parser)


def run(args: Namespace) -> None:
    """Write the site, and say what is in it."""
    import os
    import time

    from engine.pages.site.written import write_site

    end = time.monotonic() + args.seconds if args.seconds else float("inf")
    made = write_site(
        tuple(args.path),
        args.output,
        backend=args.engine,
        processes=args.processes or os.cpu_count() or 1,
        with_cases=not args.no_cases,
        is_over=lambda: time.monotonic() >= end,
        tell=_tell,
    )
    print(
        f"{args.output}: {counted(made.provisions, 'provision')}, "
        f"{counted(made.cases, 'worked case')}, {made.answered} of them answered"
    )


def _tell(done: int, of: int) -> None:
    """Say on a terminal how many cases are answered, and elsewhere now and then."""
    said = f"{done} of {of} worked cases answered"
    if sys.stderr.isatty():
        print(f"\r{said}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done % 500 < 20 < of:
        print(said, file=sys.stderr, flush=True)
