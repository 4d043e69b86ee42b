"""One step of an interview: all that was said is said again, and the next question comes back.

So nothing is kept between two steps: the request has the whole conversation.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.answers.interview.query import Query, closing, denying, stating
from engine.answers.interview.running import Again, Interview, Said, Standing, interview
from engine.answers.reply import Verdict
from engine.commands.talk.asking_why import why_lines
from engine.commands.talk.slots import choices_of, hint, last_of_what_goes_on, names_known
from engine.commands.talk.typed_value import value_of
from engine.commands.web.jobs import Given, Made, Outcome, Refused, Step
from engine.commands.web.situation import question_about, situation
from engine.pages.language import spoken
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom
from parser.text.diagnostic import Diagnostic, SourceError
from parser.words.asked import asked, help_with
from parser.words.case_text import statement_line, written_case
from parser.words.sentence import Predicates, law_words, sentence

SCHEMA = "zakonik/interview/1"


class _Waits(Exception):
    """The next question has no answer yet."""

    def __init__(self, queries: tuple[Query, ...], stands: Verdict) -> None:
        self.queries = queries
        self.stands = stands


def next_step(kb: KnowledgeBase, job: Step, today: date, backend: str) -> Outcome:
    """Return the next question of an interview, or its end: the answer, and the case.

    Raises SourceError for an answer that does not fit its question.
    """
    case = situation(kb, job.told)
    question = question_about(kb, job.question, replace(case, as_of=case.as_of or today))
    if isinstance(question, str):
        return Refused(f"no sentence of the laws answers `{question}`", key="no_question")
    if job.with_names and _asks_for_values(kb, question):
        question = replace(question, open=(), how_many=False)  # until there is some, or none
    if question.open:
        title = "an interview takes a question that can be answered yes or no"
        return Refused(title, key="open_question")
    predicates = spoken(kb, job.told.language or question.language)
    standing = Standing(1, case, 0, lambda query: ())
    script = _Script(kb, job.said, case.as_of or today, standing, predicates)
    try:
        found = interview(
            kb,
            question,
            case,
            script,
            as_of=case.as_of or today,
            backend=backend,
            prepares=script.prepare,
            trail=job.trail[: len(job.said)],
        )
    except _Waits as waits:
        asks = _asked_object(kb, waits, script.standing, predicates)
        if not job.with_names:
            return Made(asks)
        trail = (*(one.queries for one in script.standing.turns), waits.queries)
        return Made(_with_names(kb, asks, waits, script.standing, predicates) | {"trail": trail})
    case = replace(
        found.case, title=found.case.title or "interview", as_of=found.case.as_of or today
    )
    end = _end_object(kb, found, case, script, predicates)
    if job.with_names:  # a page asks the case that came out by itself
        return Made(end)
    return Made(end | {"answer": _answer_object(kb, found, case, backend)})


def _asks_for_values(kb: KnowledgeBase, question: Question) -> bool:
    """Tell whether days, numbers and the like are wanted, and nobody."""
    slots = kb.predicates[question.sentence.predicate].slots
    wanted = [
        slot.kind
        for slot, term in zip(slots, question.sentence.args, strict=True)
        if isinstance(term, Variable) and term.name in question.open
    ]
    return len(wanted) == len(question.open) > 0 and all(kind in VALUE_KINDS for kind in wanted)


class _Script:
    """Gives what was said before; raises _Waits for the question after that."""

    def __init__(
        self,
        kb: KnowledgeBase,
        said: Sequence[Sequence[Given]],
        today: date,
        standing: Standing,
        predicates: Predicates,
    ) -> None:
        self.kb = kb
        self.predicates = predicates
        self.said = [*said]
        self.today = today
        self.standing = standing
        self.going_on: list[Statement] = []

    def prepare(self, standing: Standing) -> None:
        """Take in how things stand before the next question."""
        self.standing = standing

    def __call__(self, queries: tuple[Query, ...], stands: Verdict) -> Said | Again:
        """Return what was said of the queries of the next question."""
        if not self.said:
            raise _Waits(queries, stands)
        given = self.said.pop(0)
        if len(given) != len(queries):
            raise _misfit(
                f"question {self.standing.number} asks {len(queries)} things, "
                f"and {len(given)} are answered"
            )
        return tuple(
            self._statements(one, query) for one, query in zip(given, queries, strict=True)
        )

    def _statements(self, given: Given, query: Query) -> tuple[Statement, ...] | None:
        match given.so:
            case "unsure":
                return None
            case "no":
                self._keep_what_is_told(query)
                return (denying(query),)
            case "yes" if not query.blanks:
                return (stating(query, ()),)
            case "yes":
                rows = tuple(self._row(row, query) for row in given.rows)
                if not rows and not given.whole:
                    raise _misfit("a question that asks for a value is answered by one")
                return (*rows, closing(query)) if given.whole else rows

    def _keep_what_is_told(self, query: Query) -> None:
        """Raise SourceError where something of the kind that is denied is stated already."""
        if query.blanks and (known := _stated(self.standing, query)):
            facts = "; ".join(statement_line(one, self.predicates) for one in known)
            advice = "say that these are the whole list, if there are no others"
            raise SourceError((Diagnostic("told-otherwise", facts, help=advice),))

    def _row(self, row: Sequence[str], query: Query) -> Statement:
        if len(row) != len(query.blanks):
            raise _misfit(f"{len(query.blanks)} values are asked for, and {len(row)} given")
        predicate = self.kb.predicates[query.pred]
        slots = predicate.slots
        last = last_of_what_goes_on(predicate)
        is_going_on = False
        typed = iter(row)
        args: list[Term] = []
        for place, (slot, arg) in enumerate(zip(slots, query.args, strict=True)):
            if arg is not None:
                args.append(Constant(arg))
                continue
            text = next(typed).strip()
            if not text:
                args.append(Variable(slot.role, slot.kind))
                continue
            meant = choices_of(slot, self.kb, self.predicates).meant(text)
            is_going_on |= place == last and meant.casefold() == "today"
            args.append(Constant(value_of(meant, slot, self.kb, self.standing.case, self.today)))
        if all(
            isinstance(term, Variable)
            for term, arg in zip(args, query.args, strict=True)
            if arg is None
        ):
            raise _misfit("no value is given: say `unsure` if none is known")
        said = Statement("states", Sentence(query.pred, tuple(args)))
        if is_going_on:
            self.going_on.append(said)
        return said


def _stated(standing: Standing, query: Query) -> list[Statement]:
    """Return what is stated already of what is asked about."""
    return [one for one in standing.case.statements if one.kind == "states" and query.covers(one)]


def _misfit(message: str) -> SourceError:
    advice = "answer each thing that the question asks"
    return SourceError((Diagnostic("unfitting-answer", message, help=advice),))


def _asked_object(
    kb: KnowledgeBase, waits: _Waits, standing: Standing, predicates: Predicates
) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "ended": False,
        "number": standing.number,
        "verdict": waits.stands,
        "left": standing.left,
        "queries": [_query_object(kb, one, standing, predicates) for one in waits.queries],
        "said": _said_objects(standing.turns, predicates),
    }


def _query_object(
    kb: KnowledgeBase, query: Query, standing: Standing, predicates: Predicates
) -> dict[str, Any]:
    predicate = kb.predicates[query.pred]
    known = [one for one in standing.case.statements if query.covers(one)]
    return {
        "question": asked(GroundAtom(query.pred, query.args), predicates),
        "help": help_with(query.pred, predicates) or None,
        "authority": law_words(predicate.authority, predicates) if predicate.authority else None,
        "why": [*why_lines(query, standing.leads(query), predicates)],
        "known": [statement_line(one, predicates) for one in known],
        "has_stated": bool(_stated(standing, query)),
        "single": query.blanks == (predicate.single,),
        "blanks": [_blank_object(kb, query, place, predicates) for place in query.blanks],
    }


def _blank_object(
    kb: KnowledgeBase, query: Query, place: int, predicates: Predicates
) -> dict[str, Any]:
    slot = kb.predicates[query.pred].slots[place]
    choices = choices_of(slot, kb, predicates)
    return {
        "role": choices.role,
        "kind": slot.kind,
        "hint": hint(choices, predicates, False),
        "choices": [*choices.names],
        "goes_on": place == last_of_what_goes_on(kb.predicates[query.pred]),
    }


def _with_names(
    kb: KnowledgeBase,
    asks: dict[str, Any],
    waits: _Waits,
    standing: Standing,
    predicates: Predicates,
) -> dict[str, Any]:
    """Return what is asked, each blank with the names of its kind: of the case, of the laws."""
    for query, told in zip(waits.queries, asks["queries"], strict=True):
        for place, blank in zip(query.blanks, told["blanks"], strict=True):
            slot = kb.predicates[query.pred].slots[place]
            blank["known"] = names_known(kb, standing.case, slot, predicates)
    return asks


def _said_objects(turns: Sequence[Any], predicates: Predicates) -> list[dict[str, Any]]:
    return [
        {
            "question": asked(GroundAtom(query.pred, query.args), predicates),
            "said": [statement_line(one, predicates) for one in said or ()],
        }
        for turn in turns
        for query, said in zip(turn.queries, turn.said, strict=True)
    ]


def _end_object(
    kb: KnowledgeBase, found: Interview, case: Case, script: _Script, predicates: Predicates
) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "ended": True,
        "verdict": found.answer.verdict,
        "said": _said_objects(found.turns, predicates),
        "case": _until_today(written_case(case, kb.predicates), script, kb.predicates),
        "taken_as_no": [
            sentence(_nobody(kb, one), predicates, some=True) for one in found.taken_as_no
        ],
    }


def _answer_object(kb: KnowledgeBase, found: Interview, case: Case, backend: str) -> dict[str, Any]:
    from engine.pages.as_json import reply_object
    from engine.pages.beside_object import beside_object

    beside = beside_object(kb, case, found.answer, backend)
    return reply_object(found.answer, kb.predicates, case.title, beside)


def _until_today(text: str, script: _Script, predicates: Predicates) -> str:
    """Return the text of a case in which what goes on lasts until `today`, as it was said."""
    day = script.today.isoformat()
    for one in script.going_on:
        line = statement_line(one, predicates)
        before, _, behind = line.rpartition(day)
        text = text.replace(f" {line}\n", f" {before}today{behind}\n")
    return text


def _nobody(kb: KnowledgeBase, pred: str) -> GroundAtom:
    return GroundAtom(pred, (None,) * len(kb.predicates[pred].slots))
