"""`zakonik ask`: answers questions about a situation, with the reasons."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from os.path import dirname, isfile, splitext
from typing import TYPE_CHECKING

from engine.answers.reply import Answer, Reply
from engine.arithmetic.errors import EvaluationError
from engine.commands.options import (
    add_choices,
    add_engine,
    add_format,
    add_language,
    add_situation,
    chosen,
    count,
    knowledge,
)
from engine.commands.outcome import BadInput
from engine.commands.terminal import medium
from kb.base import KnowledgeBase
from parser.resolved.tree import Case
from parser.text.diagnostic import SourceError
from parser.words.sentence import Predicates, say

if TYPE_CHECKING:
    from engine.answers.situations import Situations
    from engine.pages.page import Page

_ABOUT = """\
A question is a sentence of the vocabulary turned round, or the sentence itself, or an atom.
Case files with one case each are read together as one situation. A file with several cases
gives an answer for each of them, unless --title chooses one."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik ask`."""
    parser.epilog = _ABOUT
    add_situation(parser)
    add_choices(parser)
    add_format(parser, "text", "json", "md", "dot", elsewhere="`zakonik report` writes such a page")
    parser.add_argument(
        "--proofs",
        type=count,
        metavar="N",
        help="explain at most N routes, or rows of an open question (default: the best route, "
        "or the 3 nearest misses; 0: none)",
    )
    parser.add_argument(
        "--why",
        nargs="?",
        type=count,
        const=1,
        metavar="N",
        help="the proof of the way with this number (default: 1, the nearest)",
    )
    parser.add_argument(
        "--all", action="store_true", help="the complete page, with all that is explained"
    )
    add_language(parser)
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print the reply to each question about each situation."""
    from engine.answers.situations import situations

    kb = knowledge(args, [path for path in args.case if path != "-"])
    found = situations(kb, args.case, args.fact, args.title, args.as_of, chosen(args, kb))
    every_route = args.proofs is None or args.proofs > 1
    answered, left_out = answers(kb, found, args, every_route)
    if answered:
        _print(answered, kb, args, titled=len(found.cases) > 1)
        _note_strangers(kb, found.cases, answered[0][1], args)
        _note_other_laws(answered, args)
    if left_out:
        raise BadInput("\n".join(left_out))


def answers(
    kb: KnowledgeBase, found: "Situations", args: Namespace, every_route: bool = True
) -> tuple[list[tuple[Case, Reply]], list[str]]:
    """Return the replies to all questions about each case, and messages about the cases left out.

    Of several cases those are left out that contradict the laws or cannot be worked out; what is
    wrong with the only case is raised, as Quoted.
    """
    from engine.answers.ask import ask
    from engine.answers.situations import question_of
    from parser.text.diagnostic import Quoted

    replies: list[tuple[Case, Reply]] = []
    left_out: list[str] = []
    for case in found.cases:
        try:
            replies += [
                (
                    case,
                    ask(
                        kb,
                        question_of(kb, text, case, args.as_of),
                        case,
                        as_of=args.as_of,
                        backend=args.engine,
                        every_route=every_route,
                    ),
                )
                for text in questions(args.question)
            ]
        except Quoted:
            raise
        except SourceError as error:
            if len(found.cases) == 1:
                raise Quoted(error.diagnostics, found.texts) from None
            left_out.append(unanswered(case, str(error)))
        except EvaluationError as error:
            left_out.append(unanswered(case, str(error)))
        except Exception as error:  # a fault of ours in one case says nothing of the others
            if len(found.cases) == 1:
                raise
            left_out.append(unanswered(case, f"internal error: {type(error).__name__}: {error}"))
    return replies, left_out


def unanswered(case: Case, reason: str) -> str:
    """Return the message that one case could not be answered, with its place and the reason."""
    from engine.pages.text import printable

    spans = (case.span, *(statement.span for statement in case.statements))
    span = next((one for one in spans if one.file), case.span)
    place = f"{printable(span.file)}:{span.line}: " if span.file else ""
    return f"{place}error: case `{printable(case.title)}` cannot be answered: {reason}"


def questions(words: Sequence[str]) -> tuple[str, ...]:
    """Return the questions that the words of a command line make.

    Raises BadInput for the name of a file, which stands after an option.

    >>> questions(["can", "Ana", "vote"]), questions(["can Ana vote", "is Ana banned"])
    (('can Ana vote',), ('can Ana vote', 'is Ana banned'))
    """
    for word in words:
        if (option := _option_for(word)) is not None:
            raise BadInput(f"error: `{word}` is a file, no part of a question: {option}")
    return tuple(words) if any(" " in word for word in words) else (" ".join(words),)


def _option_for(word: str) -> str | None:
    """Return how a word that is the name of a file is given to a command; None for others."""
    match splitext(word)[1]:
        case ".law":
            return f"write `--kb {word}`"
        case ".case":
            return f"write `--case {word}`"
        case "":
            return None
        case _ if isfile(word):
            return "laws stand after `--kb`, cases after `--case`"
        case _:
            return None


def _print(
    replies: list[tuple[Case, Reply]], kb: KnowledgeBase, args: Namespace, titled: bool
) -> None:
    predicates = kb.predicates
    match args.format:
        case "json":
            from engine.pages import as_json
            from engine.pages.beside_object import beside_object

            named = [(case.title, reply) for case, reply in replies]
            beside = [beside_object(kb, case, reply, args.engine) for case, reply in replies]
            sys.stdout.write(as_json.render(named, predicates, beside))
        case "dot":
            from engine.pages import dot

            if len(replies) > 1:
                raise BadInput("a graph shows one answer: ask one question about one situation")
            sys.stdout.write(dot.render(replies[0][1], _said(kb, replies[0][1], args), args.proofs))
        case "md":
            from engine.pages import markdown

            for case, reply in replies:
                heading = f"# {markdown.escape(case.title)}\n\n" if titled else ""
                sys.stdout.write(heading + markdown.laid_out(_page(kb, case, reply, args)))
        case _:
            from engine.pages import text

            for number, (case, reply) in enumerate(replies):
                heading = f"{text.printable(case.title)}\n" if titled else ""
                gap = "\n" if number else ""
                sys.stdout.write(gap + heading + _text(kb, case, reply, args))


def _page(kb: KnowledgeBase, case: Case, reply: Reply, args: Namespace) -> "Page":
    """Return the page that is asked for: the short one, the proof of a way, or all of it."""
    predicates = _said(kb, reply, args)
    if args.all or args.proofs is not None:
        from engine.pages.from_reply import page

        return page(reply, predicates, args.proofs)
    from engine.answers.asked_next import asked_next
    from engine.commands.answered import beside
    from engine.pages.short import short_page, way_page

    if args.why is None:
        reply = asked_next(kb, case, reply, args.engine)
        others, remedy, later = beside(kb, case, reply, predicates, args.engine)
        return short_page(reply, predicates, others=others, remedy=remedy, later=later)
    made = way_page(reply, predicates, args.why)
    if made is None:
        raise BadInput(f"there is no way {args.why}: ask without `--why` to see which there are")
    return made


def _text(kb: KnowledgeBase, case: Case, reply: Reply, args: Namespace) -> str:
    if args.all or args.proofs is not None or args.why is not None:
        from engine.pages import text

        return text.laid_out(_page(kb, case, reply, args), medium())
    from engine.commands.answered import short_answer

    predicates = _said(kb, reply, args)
    silent = isinstance(reply, Answer) and reply.verdict == "silent"
    foot = say(predicates, "Proof of a way: --why N; everything: --all")
    if predicates is not kb.predicates:
        from engine.pages.cyrillic import as_asked

        foot = as_asked(foot, reply.question.text)
    feet = () if silent else (foot,)
    language = args.lang or reply.question.language
    return short_answer(kb, case, reply, predicates, args.engine, medium(), feet, language)


def _note_strangers(
    kb: KnowledgeBase, cases: Sequence[Case], reply: Reply, args: Namespace
) -> None:
    """Say of whom a case speaks under a name that reads like a noun, beside the answer."""
    if not any(" " in name for case in cases for name in case.names):
        return
    from engine.answers.strangers import stranger_words, strangers
    from engine.pages.text import printable

    found = dict.fromkeys(one for case in cases for one in strangers(case, kb.predicates))
    for one in found:
        words = stranger_words(one, _said(kb, reply, args))
        sys.stderr.write(f"{printable(words)}\n")


def _note_other_laws(answered: Sequence[tuple[Case, Reply]], args: Namespace) -> None:
    """Say whose sentence is not known, where laws nearby were not asked: they may have it."""
    replies = [reply for _, reply in answered]
    silent = any(isinstance(one, Answer) and one.verdict == "silent" for one in replies)
    if args.kb or not silent or (args.lang or replies[0].question.language) not in ("", "en"):
        return
    from glob import glob

    from engine.pages.text import printable
    from kb.files import laws_beside

    near = sorted({dirname(law) or "." for law in (*glob("*.law"), *glob("*/*.law"))})
    if near and not laws_beside(args.case):
        option = f"--kb {printable(near[0])}"
        sys.stderr.write(f"the laws of Montenegro were asked; those here are asked with {option}\n")


def _said(kb: KnowledgeBase, reply: Reply, args: Namespace) -> Predicates:
    """Return the predicates in the language of the answer: the one asked for, or the question's."""
    language = args.lang or reply.question.language
    if language in ("", "en"):
        return kb.predicates
    from engine.pages.language import spoken

    return spoken(kb, language)
