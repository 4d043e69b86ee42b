"""`zakonik fmt`: puts law, case and translation files into their one layout."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import NamedTuple

from engine.commands.outcome import BadInput, Negative
from parser.text.diagnostic import Diagnostic, SourceError

_STDIN = "standard input"


class _Read(NamedTuple):
    """A file as it is (with the ends of its lines), and its layout."""

    path: str
    written: str
    layout: str


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik fmt`."""
    parser.add_argument(
        "path",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="law, case and translation files, or folders of them (default: this folder); "
        "- reads standard input and writes to standard output",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing, name the files that would change, and end with 1 if there are any",
    )
    parser.add_argument(
        "--diff", action="store_true", help="write nothing, print what would change"
    )


def run(args: Namespace) -> None:
    """Write each file whose layout is another one, and name it; files are written whole.

    What cannot be read is left as it is: its errors follow, and the command ends with 2 when all
    others are done.
    """
    from engine.commands.complaint import complaint
    from parser.words.values import counted

    if "-" in args.path and len(args.path) > 1:
        raise BadInput("error: standard input is formatted alone: name no files beside -")
    problems: list[Diagnostic] = []
    texts: dict[str, str] = {}
    found = list(_read(args.path, problems, texts))
    changed = [one for one in found if one.written != one.layout]
    for one in found:
        if args.diff:
            sys.stdout.writelines(_difference(one))
        elif args.check:
            if one in changed:
                print(one.path)
        elif one.path == _STDIN:
            _print(one.layout)
        elif one in changed:
            _write(one, problems)
    if not args.diff and (args.check or "-" not in args.path):
        what = "another layout" if args.check else "a new layout"
        print(f"{counted(len(found), 'file')}: {len(changed)} with {what}")
    if problems:
        raise BadInput(complaint(problems, texts, sys.stderr))
    if args.check and changed:
        raise Negative


def _read(paths: list[str], problems: list[Diagnostic], texts: dict[str, str]) -> Iterator[_Read]:
    """Yield each file that can be read; add what is wrong with the others."""
    from kb.files import find_written
    from parser.layout.from_text import formatted
    from parser.text.source import LIMIT, decode, read_source

    named = list(find_written([path for path in paths if path != "-"], problems))
    for path in ([_STDIN] if "-" in paths else []) + named:
        try:
            if path == _STDIN:
                data = sys.stdin.buffer.read(LIMIT + 1)
                text = texts[_STDIN] = decode(data, _STDIN)
            else:
                text = read_source(path)
                with open(path, "rb") as file:
                    data = file.read()
            yield _Read(path, data.decode("utf-8"), formatted(text, path))
        except SourceError as error:
            problems.extend(error.diagnostics)


def _print(text: str) -> None:
    """Write a text in UTF-8, as files have it, whatever the terminal would like."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        stream.write(text.encode("utf-8"))


def _write(one: _Read, problems: list[Diagnostic]) -> None:
    """Write a file, in the place that a link to it names, with the rights that it had."""
    import os
    import stat

    from engine.commands.whole_files import write_whole

    path = os.path.realpath(one.path)
    try:
        rights = stat.S_IMODE(os.stat(path).st_mode)
        write_whole(path, one.layout)
        os.chmod(path, rights)
        print(one.path)
    except SourceError as error:
        problems.extend(error.diagnostics)


def _difference(one: _Read) -> Iterator[str]:
    """Yield the lines of a unified difference; ends of lines other than ours are shown."""
    from difflib import unified_diff

    before = [f"{line}\n" for line in one.written.split("\n")]
    after = [f"{line}\n" for line in one.layout.split("\n")]
    for lines in (before, after):
        if lines[-1] == "\n":
            lines.pop()
        else:
            lines[-1] += "\\ No newline at end of file\n"
    yield from unified_diff(before, after, f"a/{one.path}", f"b/{one.path}")
