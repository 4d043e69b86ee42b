"""An interview from its first question to the answer."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from engine.answers.ask import world
from engine.answers.changed_case import suppose
from engine.answers.from_world import closed, is_silent
from engine.answers.interview.choosing import next_queries, still_open
from engine.answers.interview.completing import completed_by
from engine.answers.interview.query import Query, Sought, denying, key_of, stating
from engine.answers.reply import Answer, Verdict
from engine.answers.settling import verdict
from engine.answers.world import Goal, World, goal_of
from engine.rails.said import UNLESS_STATED, Source
from engine.rails.said import Said as SaidBy
from kb.base import KnowledgeBase
from parser.frozen import dataclass
from parser.resolved.tree import Case, Question, Statement
from parser.text.diagnostic import SourceError

Said = tuple[tuple[Statement, ...] | None, ...]
"""What is so of each query of a question, or None for *don't know*."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its queries, and what was said of each (None for *don't know*)."""

    queries: tuple[Query, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Again:
    """Instead of an answer: question `number`, counted from 1, is asked again.

    With a number that has no answer yet the question that was not answered is.
    """

    number: int


Respond = Callable[[tuple[Query, ...], Verdict], Said | Again]
"""Answers the queries of one question, given how the answer stands."""

Leads = Callable[[Query], tuple[Verdict | None, ...]]
"""How the answer stands once a query is affirmed (where it has no blanks), and once denied.

None stands for what the other facts rule out.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an interview knows before a question: its number, the case, and what could matter.

    `left` is how many facts that were not asked for could still matter as things stand, those of
    this question among them.
    """

    number: int
    case: Case
    left: int
    leads: Leads
    turns: tuple[Turn, ...] = ()


MOST = 200
"""More questions than any interview needs."""


@dataclass(frozen=True, slots=True)
class Interview:
    """All that was asked and said, the case that came out, and the answer.

    `taken_as_no` are the sentences of which the answer can rest on that nobody stated them: they
    are not so unless stated, and were not asked for.
    """

    turns: tuple[Turn, ...]
    case: Case
    answer: Answer
    taken_as_no: tuple[str, ...] = ()


def interview(
    kb: KnowledgeBase,
    question: Question,
    case: Case,
    respond: Respond,
    *,
    as_of: date | None = None,
    backend: str = "pydatalog",
    goes_on: Callable[[], bool] = lambda: True,
    prepares: Callable[[Standing], None] | None = None,
    ends: Callable[[Verdict], Again | None] = lambda verdict: None,
    trail: Sequence[tuple[Query, ...]] = (),
) -> Interview:
    """Ask until the answer is *yes* or *no*, or until nothing that is left could change it.

    What contradicts an earlier answer takes its place, and so does what completes it. Whoever
    answers may go back to a question, also once it `ends`; what was said afterwards stays, except
    that it is asked again where it now matters. `prepares` is told how things stand before each
    question. It also ends when whoever answers no longer `goes_on`. The first questions are those
    of a `trail`, where the same was answered before: what to ask is not worked out again then.
    Raises SourceError when the case contradicts itself.
    """
    day = as_of or case.as_of or date.today()
    goal = goal_of(question)
    turns: list[Turn] = []
    again: tuple[int, Turn] | None = None
    told = case
    for _ in range(MOST):
        if not goes_on():
            break
        told = _told(kb, case, turns)
        if again is None and len(turns) < len(trail):
            asks = trail[len(turns)]
            if prepares is not None:
                prepares(Standing(len(turns) + 1, told, 0, lambda query: (), tuple(turns)))
            answered = respond(asks, "unknown")
            if isinstance(answered, Again):
                break
            turns.append(Turn(asks, answered))
            continue
        where = world(kb, question, told, day, backend)
        if is_silent(where, goal.pred):
            break
        stands = verdict(where, goal)
        place, queries = (again[0], again[1].queries) if again else (len(turns), ())
        asked = frozenset(key_of(query) for turn in turns for query in turn.queries)
        if not queries and stands not in ("yes", "no"):
            queries = next_queries(where, goal, asked)
        said: Said | Again | None
        if queries:
            if prepares is not None:
                left = _left(where, goal, asked | set(map(key_of, queries))) + len(queries)
                prepares(Standing(place + 1, told, left, _leads(where, goal), tuple(turns)))
            said = respond(queries, stands)
        else:
            said = ends(stands) if turns else None
        match said:
            case None:
                break
            case Again(number):
                if again is not None:
                    turns.insert(*again)
                    again = None
                if 0 < number <= len(turns):
                    place = number - 1
                    again = (place, turns.pop(place))
            case _:
                turns.insert(place, Turn(queries, said))
                again = None
    told = _told(kb, case, turns)
    where = world(kb, question, told, day, backend)
    return Interview(tuple(turns), told, _answer(where, question), tuple(_taken_as_no(where)))


def _told(kb: KnowledgeBase, case: Case, turns: Sequence[Turn]) -> Case:
    """Return a case with what was said in some turns, one after the other."""
    for turn in turns:
        for statements in turn.said:
            if statements:
                gone = [completed_by(case, one) for one in statements]
                taken = [one for one in gone if one is not None]
                case = suppose(case, statements, kb.predicates, taken).case
    return case


def _left(where: World, goal: Goal, asked: frozenset[Sought]) -> int:
    """Return how many facts that were not asked for could matter as things stand."""
    return len(still_open(where, goal) - asked)


def _leads(where: World, goal: Goal) -> Leads:
    def leads(query: Query) -> tuple[Verdict | None, ...]:
        stated = [one for one in where.said if query.covers(one.statement)]
        sides = (stating(query, ()), denying(query)) if not query.blanks else (denying(query),)
        return tuple(stands(side, stated) for side in sides)

    def stands(side: Statement, stated: list[SaidBy]) -> Verdict | None:
        try:
            said = SaidBy(side, Source(who="supposed"))
            return verdict(where.having((said,), stated), goal)
        except SourceError:
            return None

    return leads


def _taken_as_no(where: World) -> Iterator[str]:
    """Yield what the rules read, is not so unless stated, and is not stated of anybody."""
    said = {one.statement.sentence.predicate for one in where.said}
    for name, patterns in where.facts.closed.items():
        if name not in said and any(source.who == UNLESS_STATED for _, source in patterns):
            yield name


def _answer(where: World, question: Question) -> Answer:
    goal = goal_of(question)
    if is_silent(where, goal.pred):
        return Answer(question, where.as_of, "silent")
    return closed(where, question, goal)
