"""The interview in a terminal or a pipe: questions in plain sentences, typed answers."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from engine.answers.changed_case import suppose
from engine.answers.interview.query import Query, closing, denying, in_words, stating
from engine.answers.reply import Verdict
from engine.commands.talk.typed_value import value_of
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Statement
from parser.resolved.vocabulary import Slot
from parser.text.diagnostic import SourceError
from parser.values import Value

YES = frozenset({"y", "yes", "true"})
NO = frozenset({"n", "no", "none", "nobody", "never", "nothing"})
UNSURE = frozenset({"?", "unknown", "don't know", "dont know", "not known"})

_HELP = """\
Answer yes, no or ? (don't know). Where something is blank, give what belongs there: a name, a
day such as 2020-05-01, a number; `no` if there is none. Ctrl-D ends and keeps what was said.
"""


class _Other(Enum):
    """What is typed where a value is asked for and none is given."""

    NO = auto()
    UNSURE = auto()


@dataclass(slots=True)
class Dialogue:
    """Puts queries into words and reads the answers.

    `reads` gives the next typed line after a prompt and raises EOFError at the end of the input;
    `case` grows with what is said, so that names are understood. `asked` counts the questions,
    `facts` the queries in them.
    """

    kb: KnowledgeBase
    reads: Callable[[str], str]
    case: Case
    today: date
    asked: int = 0
    facts: int = 0
    has_ended: bool = False

    def __call__(
        self, queries: tuple[Query, ...], stands: Verdict
    ) -> tuple[tuple[Statement, ...] | None, ...]:
        """Ask all queries of one question; return the statements made about each, None if unsure.

        `stands` is the verdict so far.
        """
        if not self.asked:
            self._say(_HELP)
        self.asked += 1
        self._say(f"\nQuestion {self.asked} (the answer stands at: {stands})\n")
        said: list[tuple[Statement, ...] | None] = []
        try:
            for query in queries:
                said.append(self._one(query))
        except EOFError:
            self.has_ended = True
        known = tuple(one for statements in said for one in statements or ())
        self.case = suppose(self.case, known, self.kb.predicates).case
        return (*said, *(None for _ in queries[len(said) :]))

    def _one(self, query: Query) -> tuple[Statement, ...] | None:
        self.facts += 1
        self._say(_why(query))
        said = in_words(query, self.kb.predicates)
        if not query.blanks:
            return self._closed(query, said)
        return self._open(query, said)

    def _closed(self, query: Query, said: str) -> tuple[Statement, ...] | None:
        while True:
            typed = self._read(f"Is it so that {said}? ").casefold()
            if typed in YES:
                return (stating(query, ()),)
            if typed in NO:
                return (denying(query),)
            if typed in UNSURE:
                return None
            self._say("  answer yes, no or ?\n")

    def _open(self, query: Query, said: str) -> tuple[Statement, ...] | None:
        """Read rows of values until no more are to come; None if nothing is known of any."""
        predicate = self.kb.predicates[query.pred]
        slots = [predicate.slots[place] for place in query.blanks]
        rows: list[Statement] = []
        self._say(f"{said}: please fill in\n")
        while True:
            values = self._row(slots, bool(rows))
            if values is None:
                return tuple(rows) or None
            if not values:
                ending = closing(query) if rows else denying(query)
                return (*rows, ending)
            rows.append(stating(query, values))
            if query.blanks == (predicate.single,):
                return tuple(rows)

    def _row(self, slots: list[Slot], more: bool) -> tuple[Value, ...] | None:
        """Return the values of one row, nothing if there is none, None if that is not known."""
        values: list[Value] = []
        for place, slot in enumerate(slots):
            first = place == 0
            value = self._value(slot, first, more)
            if value is _Other.NO:
                return ()
            if value is _Other.UNSURE:
                return None
            values.append(value)
        return tuple(values)

    def _value(self, slot: Slot, first: bool, more: bool) -> "Value | _Other":
        what = f"another {slot.role} (or no)" if more and first else slot.role
        while True:
            typed = self._read(f"  {what}: ")
            if typed.casefold() in UNSURE:
                return _Other.UNSURE
            if first and typed.casefold() in NO:
                return _Other.NO
            try:
                return value_of(typed, slot, self.kb, self.case, self.today)
            except SourceError as error:
                self._say(f"  {error.diagnostics[0].message}\n")

    def _read(self, prompt: str) -> str:
        return " ".join(self.reads(prompt).split())

    def _say(self, text: str) -> None:
        sys.stdout.write(text)


def _why(query: Query) -> str:
    if query.provision is None:
        return ""
    return f"  (needed by {query.provision.rule}: {query.provision.title})\n"
