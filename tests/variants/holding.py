"""Whether what must hold of a variant does."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, assert_never

from engine.answers.ask import of_world, world
from engine.answers.reply import Answer, Reply, Values
from engine.answers.verdicts import MOST_FAVOURABLE_FIRST, verdict_of
from engine.answers.worked_cases import certain
from engine.arithmetic.errors import EvaluationError
from engine.proof.identity import premises
from engine.proof.node import Derived, Node
from engine.rails.relevant_rules import relevant
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Question
from parser.resolved.vocabulary import PRESUMED
from parser.text.diagnostic import SourceError
from parser.values import Range
from parser.words.case_text import written_case
from tests.variants.varied import Variant


class Broken(NamedTuple):
    """A variant of which something does not hold, with the answers."""

    variant: Variant
    before: str
    after: str

    def told(self, kb: KnowledgeBase) -> str:
        """Say what does not hold, with the case as one could paste it."""
        one = self.variant
        return (
            f"{one.before.span.file}:{one.before.span.line}: {one.kind}: {one.what}\n"
            f"  {one.asked.text}: {self.before}\n"
            f"  {one.asks.text}: {self.after}   must: {one.must}\n"
            f"{written_case(one.after, kb.predicates)}"
        )


class Asking:
    """Questions asked of some laws, each once: the variants of a case share most of them."""

    def __init__(self, kb: KnowledgeBase) -> None:
        """Remember nothing yet."""
        self._kb = kb
        self._replies: dict[str, Reply | None] = {}
        self._sizes: dict[str, int] = {}

    def reply(self, question: Question, case: Case) -> Reply | None:
        """Return the reply to a question about a case; None if it cannot be asked.

        A variant may be no case any more: two facts that it states cannot both be so.
        """
        key = repr((question.sentence, question.open, question.how_many, case.as_of, *said(case)))
        if key not in self._replies:
            self._replies[key] = self._asked(question, case)
        return self._replies[key]

    def is_dearer(self, question: Question, other: Question) -> bool:
        """Tell whether a question rests on more rules than another one."""
        return self._rules(question) > self._rules(other)

    def _rules(self, question: Question) -> int:
        goal = question.sentence.predicate
        if goal not in self._sizes:
            self._sizes[goal] = len(relevant(self._kb.program, goal).rules)
        return self._sizes[goal]

    def _asked(self, question: Question, case: Case) -> Reply | None:
        day = case.as_of or date.today()
        try:
            there = world(self._kb, question, case, day, "pydatalog")
            return of_world(self._kb, there, question, case, every_route=False, suggest=False)
        except (EvaluationError, SourceError):
            return None


def said(case: Case) -> tuple[object, ...]:
    """Return what the answers to a case rest on, but for its day."""
    return case.statements, case.under, case.meaning


def broken(asking: Asking, one: Variant) -> Broken | None:
    """Return what does not hold of a variant; None if all does, or if it cannot be asked."""
    if one.must == "not both" and asking.is_dearer(one.asked, one.asks):
        other = asking.reply(one.asks, one.after)
        if other is None or holds_whatever(one, other):  # neither may be *yes* beside the other
            return None
    before = asking.reply(one.asked, one.before)
    if before is None or holds_whatever(one, before):
        return None
    after = asking.reply(one.asks, one.after)
    if after is None or holds(one, before, after):
        return None
    return Broken(one, _said(before), _said(after))


def holds_whatever(one: Variant, before: Reply) -> bool:
    """Tell whether what must hold does, whatever the second reply is."""
    was = verdict_of(before)
    match one.must:
        case "stay yes" | "not both":
            return was != "yes"
        case "stay no":
            return was != "no"
        case "no conflict":
            return was == "conflict"
        case "not better":
            return was == MOST_FAVOURABLE_FIRST[0]
        case "not opposite" | "same":
            return False
        case _:
            assert_never(one.must)


def holds(one: Variant, before: Reply, after: Reply) -> bool:
    """Tell whether two replies are as they must be.

    What is presumed until the contrary is shown is so again where what shows it is forgotten.
    """
    was, now = verdict_of(before), verdict_of(after)
    match one.must:
        case "not opposite" if is_presumed(after):
            return True
        case "not opposite":
            if isinstance(before, Values) and isinstance(after, Values):
                return before.how_many or _exact(after) <= _exact(before)
            return {was, now} != {"yes", "no"} and not (was in ("yes", "no") and now == "conflict")
        case "same":
            if isinstance(before, Values) and isinstance(after, Values):
                return was == now and len(certain(after)) == len(certain(before))
            return was == now
        case "stay yes":
            return was != "yes" or now != "no"
        case "stay no":
            return was != "no" or now != "yes"
        case "not better":
            order = MOST_FAVOURABLE_FIRST
            return "conflict" in (was, now) or order.index(now) >= order.index(was) or now == was
        case "not both":
            return was != "yes" or now != "yes"
        case "no conflict":
            return was == "conflict" or now != "conflict"
        case _:
            assert_never(one.must)


def is_presumed(reply: Reply) -> bool:
    """Tell whether an answer rests on what is presumed until the contrary is shown."""
    pending, seen = list(_proofs(reply)), set[int]()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Derived):
            provision = node.rule.provision
            if provision is not None and PRESUMED in provision.reads:
                return True
        pending.extend(premises(node))
    return False


def _proofs(reply: Reply) -> Iterator[Node]:
    match reply:
        case Answer():
            yield from reply.routes if reply.proof is None else (reply.proof,)
        case Values():
            for _, answer in reply.rows:
                yield from _proofs(answer)
        case _:
            assert_never(reply)


def _exact(values: Values) -> set[tuple[object, ...]]:
    """Return the certain rows in which each value is known."""
    rows = certain(values)
    return {row for row in rows if not any(isinstance(value, Range) for value in row)}


def _said(reply: Reply) -> str:
    if isinstance(reply, Values):
        return f"{verdict_of(reply)} {certain(reply)}"
    return reply.verdict
