"""What the desk does with a request: a new state, and what it says."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from engine.answers.changed_case import suppose
from engine.answers.interview.completing import completed_by
from engine.answers.reply import Answer
from engine.answers.situations import choices
from engine.commands.options import written_day
from engine.commands.talk import files, looking
from engine.commands.talk.guide import GUIDE
from engine.commands.talk.replying import refusal, reply_to
from engine.commands.talk.request import (
    Ask,
    Choose,
    Explain,
    FindSentences,
    Forget,
    LookUp,
    Plain,
    PlainVerb,
    Request,
    SetDay,
    Suppose,
    Tell,
    Unclear,
    WithFile,
)
from engine.commands.talk.state import Desk
from engine.commands.talk.unknown import meant, sentences_with
from engine.pages import by_word
from engine.pages.language import spoken
from engine.pages.text import Medium
from engine.pages.whatif import supposed, verdict_word
from parser.frozen import dataclass
from parser.resolved.tree import Statement
from parser.syntax.montenegrin import is_marked
from parser.text.diagnostic import SourceError
from parser.words.case_text import statement_line
from parser.words.sentence import Predicates, say
from parser.words.values import counted


@dataclass(frozen=True, slots=True)
class Done:
    """The desk after a request, what to show, and whether the conversation ends."""

    desk: Desk
    said: str = ""
    ends: bool = False


def act(desk: Desk, request: Request, medium: Medium) -> Done:
    """Return what a request does to the desk, and what there is to show.

    Raises SourceError for what cannot be understood or done. `undo` and `redo` do nothing here:
    the conversation knows the other desks.
    """
    match request:
        case Tell(text):
            return _tell(desk, text)
        case Ask(text):
            return _ask(desk, text, medium)
        case Explain():
            return Done(desk, looking.explained(desk, reply_to(desk), request, medium))
        case Suppose(facts, without):
            return Done(desk, _suppose(desk, facts, without, medium))
        case Forget(target):
            return _forget(desk, target)
        case SetDay(text):
            return _set_day(desk, text)
        case Choose(name, choice):
            return _choose(desk, name, choice, medium)
        case LookUp(wanted):
            return Done(desk, looking.described(desk, wanted, medium))
        case FindSentences(word):
            return Done(desk, by_word.text(sentences_with(desk, word), medium.width))
        case WithFile(verb, path):
            after, said = files.VERBS[verb](desk, path)
            return Done(after, said)
        case Plain(verb):
            return _plain(desk, verb)
        case Unclear(message, advice):
            raise refusal("unclear-command", message, advice)
        case _:
            assert_never(request)


def _tell(desk: Desk, text: str) -> Done:
    try:
        (statement,) = desk.read((text,))
    except SourceError as error:
        raise meant(desk, text, error) from None
    if statement in desk.facts:
        return Done(desk, "That is known already.\n")
    before = completed_by(desk.case, statement, shared=1)
    taken = () if before is None else (before,)
    changed = suppose(desk.case, (statement,), desk.kb.predicates, taken)
    after = replace(desk, facts=changed.case.statements, told=desk.told + 1)
    predicates = spoken(desk.kb, "me" if is_marked(text) else "")
    lines = [_line("noted", one, predicates) for one in changed.added]
    lines += [_line("instead of", one, predicates) for one in changed.removed]
    return Done(after, "".join(lines) + turned(desk, after))


def _line(word: str, statement: Statement, predicates: Predicates) -> str:
    return f"{say(predicates, word)}: {statement_line(statement, predicates)}\n"


def turned(before: Desk, after: Desk) -> str:
    """Say how the last question comes out now, and how it did before; nothing if none was asked."""
    if not before.asked:
        return ""
    try:
        reply = reply_to(after)
        predicates = spoken(after.kb, reply.question.language)
        first = verdict_word(reply_to(before), predicates)
        second = verdict_word(reply, predicates)
    except SourceError:
        return ""
    if first == second:
        return f"{after.asked}: {say(predicates, 'still {verdict}', verdict=second)}\n"
    was = say(predicates, "was {verdict}", verdict=first)
    return f"{after.asked}: {second} ({was})\n"


_MORE = "(`why` shows the proof, `missing` what would decide or turn it, `expand` everything)"


def _ask(desk: Desk, text: str, medium: Medium) -> Done:
    reply = reply_to(desk, text)
    english = not reply.question.language
    says_more = isinstance(reply, Answer) and reply.verdict != "silent" and english
    foot = (_MORE,) if says_more and not desk.asked else ()
    shown = looking.page_of(desk, reply, medium, foot)
    if isinstance(reply, Answer) and not reply.question.sentence.predicate and english:
        shown += "(`sentences WORD` shows which sentences have a word)\n"
    return Done(replace(desk, asked=text), shown)


def _suppose(desk: Desk, facts: Sequence[str], without: Sequence[str], medium: Medium) -> str:
    before = reply_to(desk)
    taken = [known_fact(desk, text) for text in without]
    added = desk.read(facts)
    changed = suppose(desk.case, added, desk.kb.predicates, taken)
    changed_desk = replace(desk, facts=changed.case.statements)
    after = reply_to(changed_desk)
    predicates = spoken(desk.kb, after.question.language)
    pages = (
        partial(looking.page_of, desk, before, medium),
        partial(looking.page_of, changed_desk, after, medium),
    )
    return supposed(before, after, changed, predicates, pages, medium)


def known_fact(desk: Desk, target: str) -> Statement:
    """Return the fact on the desk that its number (from 1) or its words name.

    Raises SourceError if there is none.
    """
    if target.isascii() and target.isdigit():
        number = int(target[:9])
        if 1 <= number <= len(desk.facts):
            return desk.facts[number - 1]
        raise refusal("unknown-fact", f"there is no fact {target}", "`facts` shows their numbers")
    (statement,) = desk.read((target,))
    if statement in desk.facts:
        return statement
    raise refusal("unknown-fact", f"`{target}` was not told", "`facts` shows what was")


def _forget(desk: Desk, target: str) -> Done:
    if target.casefold() in ("all", "everything"):
        after = replace(desk, facts=())
        return Done(after, f"forgotten: {counted(len(desk.facts), 'fact')}\n" + turned(desk, after))
    gone = known_fact(desk, target)
    after = replace(desk, facts=tuple(one for one in desk.facts if one != gone))
    return Done(after, _line("forgotten", gone, desk.kb.predicates) + turned(desk, after))


def _set_day(desk: Desk, text: str) -> Done:
    if text.casefold() == "today":
        after = replace(desk, as_of=None)
    else:
        day = written_day(text)
        if day is None:
            message = f"`{text}` is not a day"
            raise refusal("no-day", message, "write `as of YYYY-MM-DD`, or `as of today`")
        after = replace(desk, as_of=day)
    return Done(after, f"as of {after.day.isoformat()}\n" + turned(desk, after))


def _choose(desk: Desk, name: str, choice: str, medium: Medium) -> Done:
    if not name:
        return Done(desk, looking.choosable(desk, medium))
    chosen = choices(desk.kb, [f"{name}={choice}"])
    after = replace(desk, readings={**desk.readings, **chosen})
    return Done(after, f"under {name} {chosen[name]}\n" + turned(desk, after))


def _plain(desk: Desk, verb: PlainVerb) -> Done:
    match verb:
        case "facts":
            return Done(desk, looking.facts(desk))
        case "help":
            return Done(desk, GUIDE)
        case "quit":
            return Done(desk, ends=True)
        case "undo" | "redo" | "nothing":
            return Done(desk)
        case _:
            assert_never(verb)
