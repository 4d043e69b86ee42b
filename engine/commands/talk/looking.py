"""Looking closer: the facts on the desk, and the reasons of the last answer."""

from collections.abc import Sequence
from dataclasses import replace

from engine.answers.ask import world
from engine.answers.changed_case import Changed
from engine.answers.nearest_change import Looked, nearest_change
from engine.answers.reply import Answer, Reply
from engine.answers.situations import question_of
from engine.answers.turned_by_time import Waited, waited
from engine.answers.world import goal_of
from engine.commands.answered import short_answer
from engine.commands.talk.replying import refusal
from engine.commands.talk.request import Explain
from engine.commands.talk.state import Desk
from engine.pages.as_json import reply_object
from engine.pages.from_reply import need_words
from engine.pages.language import spoken
from engine.pages.short import way_page
from engine.pages.text import Medium, laid_out, render
from engine.pages.whatif import nearest
from parser.resolved.tree import Question
from parser.text.diagnostic import SourceError
from parser.words.case_text import statement_line
from parser.words.sentence import Predicates

MANY = 1_000
"""More explanations than any answer has."""


def facts(desk: Desk) -> str:
    """Return the facts with the numbers by which they can be forgotten."""
    lines = [f"as of {desk.day.isoformat()}"]
    lines += [f"under {one} {choice}" for one, choice in sorted(desk.readings.items())]
    width = len(str(len(desk.facts)))
    for number, one in enumerate(desk.facts, 1):
        lines.append(f"{number:>{width}}  {statement_line(one, desk.kb.predicates)}")
    if not desk.facts:
        lines.append("no facts were told yet")
    return "\n".join(lines) + "\n"


def choosable(desk: Desk, medium: Medium) -> str:
    """Return the readings and bodies of law that there are, and what is chosen."""
    from engine.pages.provision import switch_lines

    found = desk.kb.vocabulary.switches.values()
    lines = [
        line
        for one in found
        for line in switch_lines(one, medium.width, desk.readings.get(one.id, ""))
    ]
    return "\n".join(lines or ["the laws have no readings to choose from"]) + "\n"


def described(desk: Desk, wanted: str, medium: Medium) -> str:
    """Return what there is to say about an id or a word in plain words.

    Raises SourceError if nothing has this id and the word occurs nowhere.
    """
    from engine.pages import provision
    from kb.entries import entries, has_entry

    switch = desk.kb.vocabulary.switches.get(wanted)
    if switch is None and not has_entry(desk.kb, wanted):
        from engine.pages import by_word as page
        from kb.by_word import by_word

        found = by_word(desk.kb, wanted)
        if not found.is_empty:
            return page.text(found, medium.width)
    if switch is None:
        return provision.text(entries(desk.kb, wanted), medium.width)
    chosen = desk.readings.get(wanted, "")
    first = provision.switch_text(switch, medium.width, chosen)
    if not has_entry(desk.kb, wanted):
        return first
    return f"{first}\n{provision.text(entries(desk.kb, wanted), medium.width)}"


def explained(desk: Desk, reply: Reply, request: Explain, medium: Medium) -> str:
    """Return more about a reply, as a request asks for it.

    Raises SourceError for the number of an explanation that there is not.
    """
    predicates = spoken(desk.kb, reply.question.language)
    match request.what:
        case "why":
            return _why(reply, request.number, predicates, medium)
        case "expand":
            return render(reply, predicates, medium, MANY)
        case "why not":
            return page_of(desk, reply, medium)
        case "proof":
            return render(_only(reply, request.number), predicates, medium, 1)
        case "missing":
            return _missing(desk, reply, medium)


def page_of(desk: Desk, reply: Reply, medium: Medium, foot: Sequence[str] = ()) -> str:
    """Return the short page of a reply about the case on the desk, as `zakonik ask` prints it."""
    predicates = spoken(desk.kb, reply.question.language)
    return short_answer(desk.kb, desk.case, reply, predicates, desk.backend, medium, foot)


def _why(reply: Reply, number: int, predicates: Predicates, medium: Medium) -> str:
    """Return the proof of a way, the first if none is named; of an open question all rows.

    Raises SourceError for a way that there is not.
    """
    if not number and not isinstance(reply, Answer):
        return render(reply, predicates, medium)
    made = way_page(reply, predicates, number or 1)
    if made is not None:
        return laid_out(made, medium)
    if number:
        raise refusal("no-way", f"there is no way {number}", "ask again to see which there are")
    return render(reply, predicates, medium)


def _only(reply: Reply, number: int) -> Reply:
    """Return a reply with the explanation of that number and no other."""
    if not isinstance(reply, Answer):
        if not 1 <= number <= len(reply.rows):
            raise _no_explanation(number, len(reply.rows))
        return reply.rows[number - 1][1]
    every = tuple(node for node in (reply.proof, *reply.routes) if node is not None)
    if not 1 <= number <= len(every):
        raise _no_explanation(number, len(every))
    if number == 1 and reply.proof is not None:
        return reply
    return replace(reply, proof=None, routes=(every[number - 1],))


def _no_explanation(number: int, count: int) -> SourceError:
    there_are = "is 1" if count == 1 else f"are {count}"
    return refusal("no-proof", f"there is no explanation {number}", f"there {there_are}")


def _missing(desk: Desk, reply: Reply, medium: Medium) -> str:
    found = page_of(desk, reply, medium)
    if not isinstance(reply, Answer) or reply.verdict != "no":
        return found
    question = question_of(desk.kb, desk.asked, desk.case)
    assert isinstance(question, Question)
    return f"{found}\n{turning(desk, question, reply, medium)}"


def turning(desk: Desk, question: Question, answer: Answer, medium: Medium) -> str:
    """Return as text what would turn a *no*: the nearest other facts, or time."""
    looked, waited = _turn(desk, question, answer)
    return nearest(looked, waited, spoken(desk.kb, question.language), medium)


def turning_object(desk: Desk, reply: Reply) -> dict[str, object]:
    """Return a reply and what would turn it as an object of JSON."""
    predicates = desk.kb.predicates
    looked, time = None, None
    if isinstance(reply, Answer) and reply.verdict == "no":
        looked, time = _turn(desk, reply.question, reply)
    change = None if looked is None else looked.nearest
    day = None if time is None else time.reached
    return {
        "schema": "zakonik/turning/1",
        "answer": reply_object(reply, predicates),
        "nearest": None
        if change is None
        else {
            "without": [statement_line(one.statement, predicates) for one in change.otherwise],
            "with": [need_words(need, predicates) for need in change.needs],
            "findings": [need_words(need, predicates) for need in change.findings],
            "verdict": change.verdict,
        },
        "looked": None if looked is None or time is None else _looked_object(looked, time),
        "reached": None
        if day is None
        else {
            "day": day.day.isoformat(),
            "last": None if day.last is None else day.last.isoformat(),
            "verdict": day.verdict,
        },
    }


def supposed_object(
    before: Reply, after: Reply, changed: Changed, predicates: Predicates
) -> dict[str, object]:
    """Return the replies before and after a change of facts, and the change, as an object."""
    return {
        "schema": "zakonik/whatif/1",
        "without": [statement_line(one, predicates) for one in changed.removed],
        "with": [statement_line(one, predicates) for one in changed.added],
        "before": reply_object(before, predicates),
        "after": reply_object(after, predicates),
    }


def _looked_object(looked: Looked, time: Waited) -> dict[str, object]:
    """Return as JSON how far the search for what turns an answer went."""
    return {
        "changes": looked.changes,
        "statements": looked.facts,
        "alone": looked.alone,
        "together": looked.together,
        "ended": looked.ended,
        "days": [day.isoformat() for day in time.tried],
        "until": time.until.isoformat(),
        "days_ended": time.ended,
    }


def _turn(desk: Desk, question: Question, answer: Answer) -> tuple[Looked, Waited]:
    where = world(desk.kb, question, desk.case, answer.as_of, desk.backend)
    change = nearest_change(where, goal_of(question), answer)
    return change, waited(desk.kb, question, desk.case, answer, desk.backend)
