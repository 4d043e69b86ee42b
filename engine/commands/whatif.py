"""`zakonik whatif`: the answer with other facts, and what would turn a *no*."""

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from engine.commands.ask import questions
from engine.commands.options import (
    add_choices,
    add_engine,
    add_format,
    add_laws,
    chosen,
    day,
    knowledge,
    the_one,
)
from engine.commands.outcome import BadInput
from engine.commands.terminal import medium

if TYPE_CHECKING:
    from engine.answers.reply import Reply
    from engine.commands.talk.state import Desk
    from parser.resolved.tree import Case


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik whatif`."""
    parser.add_argument("question", nargs="+", metavar="QUESTION", help="the words of a question")
    add_laws(parser)
    parser.add_argument("--case", action="append", default=[], metavar="FILE", help="a case file")
    parser.add_argument("--title", help="the title of the only case wanted from the files")
    parser.add_argument(
        "--against", action="append", default=[], metavar="FILE", help="the other version of it"
    )
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="SENTENCE",
        help="a fact that is otherwise, may be repeated",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="SENTENCE",
        help="a fact that is taken away, may be repeated",
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="answer as of this day")
    add_format(parser, "text", "json")
    add_choices(parser)
    add_engine(parser)
    parser.epilog = "Without other facts it says which would turn a no, and when time does."


def run(args: Namespace) -> None:
    """Print how the answer turns, or what would turn it."""
    from dataclasses import replace

    from engine.answers.situations import situations
    from engine.commands.talk.state import Desk
    from parser.text.diagnostic import Quoted, SourceError

    (question, *more) = questions(args.question)
    if more:
        raise BadInput("one question at a time")
    kb = knowledge(args, [*args.case, *args.against])
    found = situations(kb, args.case, (), args.title, args.as_of)
    desk = Desk(kb, backend=args.engine, asked=question).with_case(the_one(found.cases))
    try:
        _print(args, replace(desk, as_of=args.as_of or desk.as_of))
    except Quoted:
        raise
    except SourceError as error:
        raise Quoted(error.diagnostics, {"question": question, **found.texts}) from None


def _print(args: Namespace, desk: "Desk") -> None:
    from dataclasses import replace
    from functools import partial

    from engine.answers.changed_case import difference, suppose
    from engine.answers.reply import Answer
    from engine.answers.situations import situations
    from engine.commands.answered import short_answer
    from engine.commands.talk import looking
    from engine.commands.talk.act import known_fact
    from engine.commands.talk.replying import reply_to
    from engine.pages.language import spoken
    from engine.pages.whatif import supposed
    from parser.resolved.tree import Question

    kb = desk.kb

    def written(case: "Case", reply: "Reply") -> str:
        predicates = spoken(kb, reply.question.language)
        return short_answer(kb, case, reply, predicates, desk.backend, medium())

    before = reply_to(desk)
    under = chosen(args, kb)
    if not (args.fact or args.without or args.against or under):
        if args.format == "json":
            _write(looking.turning_object(desk, before))
            return
        sys.stdout.write(written(desk.case, before))
        if isinstance(before, Answer) and before.verdict == "no":
            assert isinstance(before.question, Question)
            sys.stdout.write("\n" + looking.turning(desk, before.question, before, medium()))
        return
    if args.against:
        other = situations(kb, args.against, (), None, args.as_of).cases[0]
        changed = difference(desk.case, other)
    else:
        taken = [known_fact(desk, text) for text in args.without]
        changed = suppose(desk.case, desk.read(args.fact), kb.predicates, taken)
    case = replace(changed.case, under={**changed.case.under, **under})
    after = reply_to(desk.with_case(case))
    if args.format == "json":
        _write(looking.supposed_object(before, after, changed, kb.predicates))
        return
    pages = (partial(written, desk.case, before), partial(written, case, after))
    predicates = spoken(kb, before.question.language)
    sys.stdout.write(supposed(before, after, changed, predicates, pages, medium()))


def _write(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
