"""`zakonik diff`: what two versions of a law say differently, and whose answers change."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from engine.commands.options import add_engine, add_format, day
from engine.commands.outcome import BadInput, Negative

if TYPE_CHECKING:
    from engine.pages.changes.compared import Compared
    from engine.pages.changes.register import RegisterChanges
    from kb.base import KnowledgeBase


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik diff`."""
    parser.add_argument("old", metavar="OLD", help="a folder, a file, or a git revision")
    parser.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        help="the version to compare with (default: the files as they are)",
    )
    parser.add_argument(
        "--in",
        dest="inside",
        metavar="PATH",
        help="the folder or file whose laws are meant at a git revision (default: the laws of "
        "Montenegro if they are here, else this folder)",
    )
    parser.add_argument(
        "--no-cases", action="store_true", help="do not answer the worked cases with both"
    )
    parser.add_argument(
        "--data", metavar="DIR", help="the folder of a register to answer with both"
    )
    parser.add_argument("--map", metavar="FILE", help="its mapping (default: DIR/mapping.toml)")
    parser.add_argument(
        "--ask",
        action="append",
        default=[],
        metavar="QUESTION",
        help="what to ask of each case of the register, as `screen` does; may be repeated",
    )
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="the day of what the register is asked"
    )
    parser.add_argument("--all", action="store_true", help="leave out nothing")
    parser.add_argument(
        "--exit-code",
        action="store_true",
        help="end with 1 if an answer has changed, of a worked case or of the register",
    )
    add_format(parser, "text", "md", "html", "json", elsewhere="-o FILE writes such a page")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write it to a file as its ending says: .html, .pdf, .docx, .md, .txt or .json",
    )
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print what two versions of some laws say and answer differently."""
    from engine.answers.changed_answers import changed_answers
    from engine.commands.terminal import medium
    from engine.commands.whole_files import write_bytes
    from engine.pages.changes.compared import Compared
    from engine.pages.report.written import check_ending
    from kb.changes.laws import changes
    from kb.changes.version import read_version
    from kb.from_files import shipped

    ending = check_ending(args.output) if args.output else f".{args.format}"
    here = shipped()
    inside = args.inside or (os.curdir if os.path.isabs(here) else here)
    if bool(args.data) != bool(args.ask):
        raise BadInput("error: a register needs both: --data DIR and --ask QUESTION")
    if args.new is None and not os.path.exists(inside):
        raise BadInput(f"error: there is no `{inside}` to compare with: name it with --in")
    with (
        read_version(args.old, inside) as old,
        read_version(inside if args.new is None else args.new, inside) as new,
    ):
        answers = None if args.no_cases else changed_answers(old, new, args.engine, _tell)
        register = _register(args, old.kb, new.kb) if args.data else None
        found = Compared(old, new, changes(old.kb, new.kb), answers, register)
        content = _written(found, ending, medium().width, args.all)
    if args.output:
        write_bytes(args.output, content)
    else:
        sys.stdout.write(content.decode())
    if args.exit_code and found.answers_changed:
        raise Negative


def _register(args: Namespace, old: "KnowledgeBase", new: "KnowledgeBase") -> "RegisterChanges":
    """Answer for every case of a register with both versions, and compare the answers."""
    from tempfile import TemporaryDirectory

    from engine.backends.duckdb import connect
    from engine.commands.screen import write_answers
    from engine.registers.two_versions import between

    today = args.as_of or date.today()
    with TemporaryDirectory(prefix="zakonik-") as folder:
        files = [os.path.join(folder, name) for name in ("old.parquet", "new.parquet")]
        for kb, file in zip((old, new), files, strict=True):
            write_answers(kb, args.ask, args.data, args.map, today, file)
        return between(connect(), *files)


def _tell(done: int, of: int) -> None:
    """Say on a terminal how far it is."""
    if sys.stderr.isatty() and (done % 50 == 0 or done == of):
        end = "\r\x1b[K" if done == of else ""
        print(f"\r{done} of {of} questions", end=end, file=sys.stderr, flush=True)


def _written(found: "Compared", ending: str, width: int, every: bool) -> bytes:
    match ending:
        case ".text" | ".txt":
            from engine.pages.changes import text

            return text.render(found, width, every).encode("utf-8", "backslashreplace")
        case ".json":
            from engine.pages.changes import as_json

            return as_json.render(found).encode("utf-8", "backslashreplace")
        case _:
            from engine.pages.changes.document import document
            from engine.pages.report.written import laid_out

            return laid_out(document(found), ending)
