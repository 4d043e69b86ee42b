"""`zakonik interview`: asks for just the facts that can still change an answer."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from engine.commands.ask import questions
from engine.commands.options import (
    add_choices,
    add_engine,
    add_language,
    add_laws,
    chosen,
    day,
    knowledge,
    the_one,
)
from engine.commands.outcome import BadInput
from engine.commands.terminal import medium

if TYPE_CHECKING:
    from engine.answers.interview.running import Interview
    from engine.commands.talk.dialogue import Dialogue
    from kb.base import KnowledgeBase
    from parser.resolved.tree import Case


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik interview`."""
    parser.add_argument("question", nargs="+", metavar="QUESTION", help="the words of a question")
    add_laws(parser)
    parser.add_argument("--case", action="append", default=[], metavar="FILE", help="a case file")
    parser.add_argument("--title", help="the title of the only case wanted from the files")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="answer as of this day")
    parser.add_argument("--save", metavar="FILE", help="where to keep the case that comes out")
    add_choices(parser)
    add_language(parser)
    add_engine(parser)


def run(args: Namespace) -> None:
    """Ask until the answer is settled; print it with its reasons, and keep the case."""
    from datetime import date

    from engine.answers.interview.running import Standing, interview
    from engine.answers.situations import question_of, situations
    from engine.commands.talk.dialogue import Dialogue
    from engine.pages.language import spoken

    (text, *more) = questions(args.question)
    if more:
        raise BadInput("one question at a time")
    kb = knowledge(args, args.case)
    case = the_one(situations(kb, args.case, (), args.title, args.as_of, chosen(args, kb)).cases)
    question = question_of(kb, text, case, args.as_of)
    if isinstance(question, str):
        raise BadInput(f"error: no sentence of the laws answers `{text}`")
    if question.open:
        raise BadInput("error: an interview takes a question that can be answered yes or no")
    today = args.as_of or case.as_of or date.today()
    predicates = spoken(kb, args.lang or question.language)
    beginning = Standing(1, case, 0, lambda query: ())
    dialogue = Dialogue(
        kb, predicates, _reads, today, beginning, medium().width, sys.stdin.isatty()
    )
    try:
        found = interview(
            kb,
            question,
            case,
            dialogue,
            as_of=args.as_of,
            backend=args.engine,
            goes_on=lambda: not dialogue.has_ended,
            prepares=dialogue.prepare,
            ends=dialogue.end,
        )
    except KeyboardInterrupt:
        _keep(args.save, kb, dialogue.case)
        raise
    _end(args, kb, dialogue, found)


def _end(args: Namespace, kb: "KnowledgeBase", dialogue: "Dialogue", found: "Interview") -> None:
    from dataclasses import replace

    from engine.commands.answered import short_answer, to_bring
    from parser.resolved.vocabulary import GroundAtom
    from parser.words.sentence import Spoken, say, sentence
    from parser.words.values import counted

    predicates = dialogue.predicates
    asked, facts = dialogue.asked, dialogue.facts
    said = f"{counted(asked, 'question')}, {counted(facts, 'fact')} asked for"
    if isinstance(predicates, Spoken):
        said = say(predicates, "questions: {asked}, facts: {facts}", asked=asked, facts=facts)
    sys.stdout.write(f"\n{said}\n\n")
    language = args.lang or found.answer.question.language
    page = short_answer(
        kb, found.case, found.answer, predicates, args.engine, medium(), language=language
    )
    sys.stdout.write(page)
    sys.stdout.write(to_bring(found.answer, predicates))
    if found.taken_as_no:
        taken = say(predicates, "Not asked for, and taken as no because nobody states it")
        sys.stdout.write(f"\n{taken}:\n")
    for pred in found.taken_as_no:
        nobody = GroundAtom(pred, (None,) * len(kb.predicates[pred].slots))
        sys.stdout.write(f"  - {sentence(nobody, predicates, some=True)}\n")
    _keep(args.save, kb, replace(found.case, as_of=dialogue.today))


def _keep(path: str | None, kb: "KnowledgeBase", case: "Case") -> None:
    """Write the case to a file, or else after the answer."""
    from dataclasses import replace
    from os.path import basename, splitext

    from engine.commands.whole_files import write_whole
    from parser.words.case_text import written_case

    if path is None:
        kept = replace(case, title=case.title or "interview")
        sys.stdout.write("\n" + written_case(kept, kb.predicates))
        return
    kept = replace(case, title=case.title or splitext(basename(path))[0])
    write_whole(path, written_case(kept, kb.predicates))
    sys.stdout.write(f"\nsaved: {path}\n")


def _reads(prompt: str) -> str:
    """Read a line; from a pipe it is shown after its prompt, as a terminal would."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stdout.write("\n")
        raise EOFError
    if not sys.stdin.isatty():
        sys.stdout.write(line if line.endswith("\n") else f"{line}\n")
    return line
