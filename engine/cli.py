"""The `zakonik` command: finds the verb, runs it, and turns its outcome into an exit code.

Each verb is a module of `engine.commands` with `arguments(parser)` and `run(args)`; only the
one that was asked for is imported.
"""

import gc
import os
import sys
from argparse import Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from io import StringIO

from engine.commands.outcome import Outcome, place
from parser.text.diagnostic import SourceError

VERBS = {
    "ask": "answer a question, with the reasons",
    "check": "report everything that is wrong with law and case files",
    "new": "make a law to begin with, and cases that pass",
    "fmt": "put law, case and translation files into their one layout",
    "test": "run worked cases and report those that come out differently",
    "lint": "report what is allowed in laws and is hardly meant",
    "audit": "find what a law leaves open or says twice, with a case for each",
    "coverage": "show which provisions are carried, and what no case has tried",
    "diff": "show what two versions of a law say and answer differently",
    "mutate": "show which small mistakes in a law no case would notice",
    "explain": "explain a rule or provision in plain words",
    "whatif": "answer with other facts, or say what would turn a no",
    "interview": "ask for the facts that can still change an answer",
    "report": "write an explanation to hand on",
    "site": "write the law and its worked cases as pages that need no network",
    "serve": "show the law in the browser, and answer programs",
    "mcp": "let an assistant ask the law, which has to cite it",
    "repl": "talk about a case: tell facts, ask, and see why",
    "lsp": "answer an editor while somebody writes laws and cases",
    "datalog": "run a Datalog program written as JSON",
    "compile": "show what a law becomes",
    "screen": "ask the same question of every case of a register",
    "verify": "read an answer back and derive every step again",
    "schema": "print the JSON Schema of the proofs",
    "completion": "print what lets a shell complete commands and options",
}
"""Every verb with what it does, in the order in which the help lists them."""

_ABOUT = """\
Ask the law a question and get a proved answer.

exit codes:
  0  fine
  1  the check that was asked for is negative: a worked case fails
  2  bad input: an unreadable, malformed or contradictory file, question or option
  70 a defect of zakonik itself"""


_OF_MONTENEGRO = frozenset(
    {"audit", "check", "compile", "coverage", "lint", "mutate", "site", "test"}
)
"""Commands that take the laws of Montenegro where no path is given."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to standard error.

    Without `argv` this is a whole process: then no time goes into collecting what the end of
    the process frees anyway, which is a quarter of a short command.
    """
    if argv is not None:
        return _ended(list(argv))
    collect_rarely()
    code = _ended(sys.argv[1:])
    if "duckdb" not in sys.modules:  # it complains about what is left at the end
        gc.freeze()
    return code


def collect_rarely() -> None:
    """Look for unreachable objects as rarely as a command does: it hardly makes any."""
    gc.set_threshold(100_000, 20, 20)


def _ended(words: list[str]) -> int:
    _make_streams_forgiving()
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _discard_output()
        return 0
    except KeyboardInterrupt:
        _discard_output()
        return 130
    except OSError as error:
        _discard_output()
        where = f"`{error.filename}`" if error.filename else "the output"
        return _complain(f"error: cannot use {where}: {error.strerror or error}", 2)


def _run(words: list[str]) -> int:
    try:
        args = parse(words)
        if args.verb in _OF_MONTENEGRO:
            from engine.commands.options import note_laws_here

            note_laws_here(args.path)
        import_module(f"engine.commands.{args.verb}").run(args)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except SourceError as error:
        from engine.commands.complaint import complaint

        return _complain(complaint(error.diagnostics, getattr(error, "texts", {}), sys.stderr), 2)
    except Outcome as outcome:
        return _complain(str(outcome), outcome.code)
    except OSError:
        raise
    except RecursionError:
        return _complain("error: the input is nested too deeply", 2)
    except MemoryError:
        return _complain("error: the input needs more memory than there is", 2)
    except Exception as error:
        from engine.arithmetic.errors import EvaluationError

        if isinstance(error, EvaluationError):
            return _complain(f"error: {error}", 2)
        return _failed(error)
    return 0


def parse(words: list[str]) -> Namespace:
    """Return the arguments of one command; help and mistakes end the program as usual."""
    if words and words[0] in VERBS:
        verb, *rest = words
        about = f"{VERBS[verb][0].upper()}{VERBS[verb][1:]}."
        inner = _Parser(f"zakonik {verb}", description=about, formatter_class=_Formatter)
        import_module(f"engine.commands.{verb}").arguments(inner)
        return inner.parse_args(rest, Namespace(verb=verb, verbs=VERBS))
    parser = ArgumentParser("zakonik", description=_ABOUT, formatter_class=_Formatter)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for verb, summary in VERBS.items():
        verbs.add_parser(verb, help=summary)
    if words and not words[0].startswith("-"):
        parser.error(_meant(words[0]))
    return parser.parse_args(words)


def _meant(word: str) -> str:
    """Say that there is no such command, and which one may have been meant."""
    from difflib import get_close_matches

    from engine.pages.text import printable

    near = get_close_matches(word, VERBS, 1)
    way_out = f"did you mean `{near[0]}`?" if near else "`zakonik --help` lists them"
    return f"there is no command `{printable(word)}`; {way_out}"


class _Parser(ArgumentParser):
    """Ends the help with examples, which are read only where they are shown."""

    def format_help(self) -> str:
        from engine.commands.examples import shown

        return f"{super().format_help()}\n{shown(self.prog.split()[-1])}"


class _Formatter(RawDescriptionHelpFormatter):
    """Keeps the lines of descriptions, and asks for the width without importing `shutil`."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=max(40, min(columns, 100) - 2))


class _Version(Action):
    """Prints the version; looked up only when asked for, since that takes a while."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"zakonik {version('zakonik')}")
        parser.exit()


def _failed(error: Exception) -> int:
    """Say that we are at fault, with what a bug report needs."""
    if os.environ.get("ZAKONIK_DEBUG"):
        raise error
    name = type(error).__name__
    return _complain(
        f"internal error: {name}: {error} ({place(error)}); "
        "please report it, with ZAKONIK_DEBUG=1 for the whole trace",
        70,
    )


def _complain(message: str, code: int) -> int:
    if message:
        try:
            sys.stdout.flush()
            print(message, file=sys.stderr, flush=True)
        except OSError:
            _discard_output()
    return code


def _make_streams_forgiving() -> None:
    """Replace characters that a terminal of another encoding cannot show, rather than fail."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, StringIO())
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Let the interpreter's last flush go nowhere, since nobody can read it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    sys.exit(main())
