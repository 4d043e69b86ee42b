"""`zakonik completion`: prints a script that lets a shell complete our commands and options."""

import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Mapping
from importlib import import_module
from typing import Any

SHELLS = ("bash", "zsh", "fish")

_ABOUT = """\
bash: put `eval "$(zakonik completion bash)"` into ~/.bashrc
zsh:  write it into a file `_zakonik` in a folder of $fpath
fish: write it into ~/.config/fish/completions/zakonik.fish"""

_FILES = ("FILE", "PATH", "CASE")
"""What arguments are called that name a file."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik completion`."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that reads the script")
    parser.epilog = _ABOUT


def run(args: Namespace) -> None:
    """Print the script for a shell."""
    import shtab

    sys.stdout.write(shtab.complete(whole_parser(args.verbs), args.shell))


def whole_parser(summaries: Mapping[str, str]) -> ArgumentParser:
    """Return the parser of all verbs, with what names a file marked as that.

    `summaries` say what each verb does. A command needs the parser of its own verb only, which
    is why no other place makes this one.
    """
    parser = ArgumentParser("zakonik")
    parser.add_argument("--version", action="version", version="", help="show the version and exit")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND")
    for verb, summary in summaries.items():
        inner = verbs.add_parser(verb, help=summary, description=summary)
        import_module(f"engine.commands.{verb}").arguments(inner)
        for action in inner._actions:
            _mark(action)
    return parser


def _mark(action: Action) -> None:
    """Say of an argument that it is a file or a folder, in the way that shtab reads."""
    import shtab

    named: Any = action
    called = action.metavar if isinstance(action.metavar, str) else ""
    if called.partition(".")[0] in _FILES:
        named.complete = shtab.FILE
    elif called == "DIR":
        named.complete = shtab.DIRECTORY
