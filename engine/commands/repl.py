"""`zakonik repl`: a conversation about one person's case, typed or read from a pipe."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.commands.options import add_choices, add_engine, add_laws, chosen, day, knowledge
from engine.commands.outcome import BadInput
from engine.commands.terminal import medium

if TYPE_CHECKING:
    from engine.commands.talk.conversation import Conversation


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik repl`."""
    parser.add_argument("case", nargs="*", metavar="CASE", help="case files to begin with")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="ask for this day")
    parser.add_argument(
        "--resume", action="store_true", help="take up what the last conversation left"
    )
    add_laws(parser)
    add_choices(parser)
    add_engine(parser)


def run(args: Namespace) -> None:
    """Talk until the input ends or `quit` is typed; from a pipe, end with 2 if a line failed."""
    from dataclasses import replace

    from engine.answers.situations import situations
    from engine.commands.talk.conversation import Conversation
    from engine.commands.talk.state import Desk
    from kb.files import laws_beside
    from kb.from_files import find
    from parser.words.values import counted

    kept = kept_case()
    files = [*([kept] if args.resume and os.path.isfile(kept) else []), *args.case]
    case_files = [path for path in args.case if path != kept]
    kb = knowledge(args, case_files)
    desk = Desk(kb, backend=args.engine)
    if files:
        cases = situations(kb, files).cases
        desk = desk.with_case(cases[0])
    if args.as_of:
        desk = replace(desk, as_of=args.as_of)
    desk = replace(desk, readings={**desk.readings, **chosen(args, kb)})
    watched = find(*(args.kb or laws_beside(case_files))).laws
    conversation = Conversation(
        desk, medium(), lambda: knowledge(args, case_files), watched, kept if _is_typed() else ""
    )
    if _is_typed():
        from engine.commands.talk.prompt import talk

        talk(conversation)
    else:
        _read(conversation, sys.stdin)
        if conversation.failed:
            raise BadInput(f"{counted(conversation.failed, 'line')} could not be carried out")


def _is_typed() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def kept_case() -> str:
    """Return the path of the file that keeps the facts of the last conversation."""
    base = os.environ.get("XDG_STATE_HOME", "")
    parent = base if os.path.isabs(base) else os.path.expanduser("~/.local/state")
    return os.path.join(parent, "zakonik", "last.case")


def _read(conversation: "Conversation", lines: Iterable[str]) -> None:
    """Carry out lines from a pipe, each quoted before what it brings."""
    for line in lines:
        sys.stdout.write(conversation.reload())
        text = line.rstrip("\n")
        sys.stdout.write(f"> {text}\n")
        done = conversation.say(text)
        sys.stdout.write(done.said)
        if done.ends:
            return
