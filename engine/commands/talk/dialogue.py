"""The interview in a terminal or a pipe: questions in plain sentences, typed answers."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import assert_never

from engine.answers.interview.completing import incomplete
from engine.answers.interview.query import Query, closing, denying, stating
from engine.answers.interview.running import Again, Said, Standing
from engine.answers.reply import Verdict
from engine.commands.talk.answering import NO, UNSURE, YES, Change, End, command
from engine.commands.talk.asking_why import known_lines, why_lines
from engine.commands.talk.slots import Choices, choices_of, hint
from engine.commands.talk.typed_value import value_of
from engine.pages.text import wrapped
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import Range, Value
from parser.words.asked import asked, help_with
from parser.words.case_text import statement_line
from parser.words.sentence import Predicates, law_words, say

_HELP = (
    "Answer yes, no or ? (I don't know). Where something is asked for, give it: a name, a day such "
    "as 2020-05-01, a number; `no` if there is none.",
    "`why` says why it is asked, `help` how it is meant, `back` and `change 2` correct an answer, "
    "`answers` lists them, `quit` ends and keeps what was said.",
)


class _Other(Enum):
    """What is typed where a value is asked for and none is given."""

    NO = auto()
    UNSURE = auto()


class _Turned(Exception):
    """Another answer to an earlier question is wanted."""

    def __init__(self, number: int) -> None:
        self.number = number


@dataclass(slots=True)
class Dialogue:
    """Puts queries into words and reads the answers.

    `reads` gives the next typed line after a prompt and raises EOFError at the end of the input.
    `predicates` say everything in the language of the interview, `width` is that of the page, and
    what was said last may still be corrected if it `confirms`. `asked` counts the questions, and
    `facts` the queries in them.
    """

    kb: KnowledgeBase
    predicates: Predicates
    reads: Callable[[str], str]
    today: date
    standing: Standing
    width: int = 80
    confirms: bool = False
    asked: int = 0
    facts: int = 0
    has_ended: bool = False
    _rows: list[Statement] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """The case as it stood before the question that is being asked."""
        return self.standing.case

    def prepare(self, standing: Standing) -> None:
        """Take in how things stand before the next question."""
        self.standing = standing

    def __call__(self, queries: tuple[Query, ...], stands: Verdict) -> Said | Again:
        """Ask all queries of one question; return the statements made about each, None if unsure.

        `stands` is the verdict so far.
        """
        if not self.asked:
            for line in _HELP:
                self._say(self._phrase(line))
        self.asked += 1
        number, left = self.standing.number, self.standing.left
        verdict = self._phrase(stands)
        self._say("")
        self._say(
            self._phrase(
                "Question {number} (so far: {verdict}; facts that can still matter: {left})",
                number=number,
                verdict=verdict,
                left=left,
            )
        )
        said: list[tuple[Statement, ...] | None] = []
        try:
            for query in queries:
                self._rows = []
                said.append(self._one(query))
        except EOFError:
            self.has_ended = True
            if self._rows:
                said.append(tuple(self._rows))
        except _Turned as turned:
            # within a question of several facts the first of them comes before
            return Again(turned.number or (number if said else number - 1))
        return (*said, *(None for _ in queries[len(said) :]))

    def end(self, stands: Verdict) -> Again | None:
        """Give a last chance to correct what was said; None if all is right."""
        if not self.confirms or self.has_ended:
            return None
        try:
            self._say("")
            self._read(
                self._phrase(
                    "The answer: {verdict}. Enter shows it, `back` or `change 2` correct: ",
                    verdict=self._phrase(stands),
                ),
                None,
            )
        except EOFError:
            return None
        except _Turned as turned:
            return Again(turned.number or self.standing.number)
        return None

    def _one(self, query: Query) -> tuple[Statement, ...] | None:
        self.facts += 1
        atom = GroundAtom(query.pred, query.args)
        self._say(asked(atom, self.predicates), "  ")
        predicate = self.kb.predicates[query.pred]
        if predicate.authority:
            authority = law_words(predicate.authority, self.predicates)
            said = "({authority} finds it; `?` if it has not decided yet)"
            self._say(self._phrase(said, authority=authority), "  ")
        return self._open(query) if query.blanks else self._closed(query)

    def _closed(self, query: Query) -> tuple[Statement, ...] | None:
        while True:
            typed = self._read(f"  {self._phrase('yes, no or ?')}: ", query).casefold()
            if typed in YES:
                return (stating(query, ()),)
            if typed in NO:
                return (denying(query),)
            if typed in UNSURE:
                return None
            self._say(self._phrase("answer yes, no or ?"), "  ")

    def _open(self, query: Query) -> tuple[Statement, ...] | None:
        """Read rows of values until no more are to come; None if nothing is known of any.

        What is stated already is shown; where a value of it is open, that is asked for first.
        """
        predicate = self.kb.predicates[query.pred]
        rows = self._rows
        known = [one for one in self.case.statements if query.covers(one)]
        stated = [one for one in known if one.kind == "states"]
        lacking = incomplete(self.case, query.pred)
        for one in stated:
            line = statement_line(one, self.predicates)
            self._say(self._phrase("known already: {line}", line=line), "  ")
            if one in lacking:
                rows.append(self._completed(one, query))
        is_single = query.blanks == (predicate.single,)
        if (stated and is_single) or any(one.kind == "closes" for one in known):
            return tuple(rows) or None
        while True:
            row = self._row(query, bool(rows or stated))
            if row is _Other.UNSURE:
                return tuple(rows) or None
            if row is _Other.NO:
                ending = closing(query) if rows or stated else denying(query)
                return (*rows, ending)
            rows.append(row)
            if is_single:
                return tuple(rows)

    def _completed(self, statement: Statement, query: Query) -> Statement:
        """Return a statement with the values that it leaves open, as far as they are known."""
        slots = self.kb.predicates[query.pred].slots
        args: list[Term] = []
        for slot, term in zip(slots, statement.sentence.args, strict=True):
            if isinstance(term, Constant) and not isinstance(term.value, Range):
                args.append(term)
                continue
            value = self._value(choices_of(slot, self.kb, self.predicates), query)
            args.append(term if isinstance(value, _Other) else Constant(value))
        return Statement("states", Sentence(query.pred, tuple(args)))

    def _row(self, query: Query, more: bool) -> Statement | _Other:
        """Return the statement with the values of one row, or that there is none, or not known.

        A further value that is not known is left open.
        """
        slots = self.kb.predicates[query.pred].slots
        args: list[Term] = []
        for place, arg in enumerate(query.args):
            if arg is not None:
                args.append(Constant(arg))
                continue
            choices = choices_of(slots[place], self.kb, self.predicates)
            first = place == query.blanks[0]
            value = self._value(choices, query, first, more and first)
            if first and isinstance(value, _Other):
                return value
            unknown = Variable(slots[place].role, slots[place].kind)
            args.append(unknown if isinstance(value, _Other) else Constant(value))
        return Statement("states", Sentence(query.pred, tuple(args)))

    def _value(
        self, choices: Choices, query: Query, first: bool = False, more: bool = False
    ) -> Value | _Other:
        """Return the value that is typed; only the `first` of a row can be none at all."""
        what = self._phrase("another {role}", role=choices.role) if more else choices.role
        prompt = f"  {what} ({hint(choices, self.predicates, first)}): "
        if choices.names and not more:
            self._say(choices.listed, "    ")
        while True:
            typed = self._read(prompt, query)
            if typed.casefold() in UNSURE:
                return _Other.UNSURE
            if first and typed.casefold() in NO:
                return _Other.NO
            try:
                return value_of(choices.meant(typed), choices.slot, self.kb, self.case, self.today)
            except SourceError as error:
                self._say(error.diagnostics[0].message, "  ")

    def _read(self, prompt: str, query: Query | None) -> str:
        """Return the next line that is an answer; raises what turns or ends the interview."""
        while True:
            typed = " ".join(self.reads(prompt).split())
            wish = command(typed)
            match wish:
                case None:
                    return typed
                case Change(number) if number <= len(self.standing.turns) + 1:
                    raise _Turned(number)
                case Change(number):
                    said = self._phrase("there was no question {number} yet", number=number)
                    self._say(said, "  ")
                case End():
                    raise EOFError
                case "answers":
                    self._lines(known_lines(self.standing.turns, self.predicates))
                case "help":
                    self._lines(self._help(query))
                case "why" if query is not None:
                    leads = self.standing.leads(query)
                    self._lines(why_lines(query, leads, self.predicates))
                case "why":
                    self._lines(())
                case _:
                    assert_never(wish)

    def _help(self, query: Query | None) -> Sequence[str]:
        written = help_with(query.pred, self.predicates) if query is not None else ""
        return (written,) if written else tuple(self._phrase(line) for line in _HELP)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line, "  ")

    def _phrase(self, phrase: str, **parts: object) -> str:
        return say(self.predicates, phrase, **parts)

    def _say(self, text: str, indent: str = "") -> None:
        lines = wrapped(text, self.width, indent, indent) if text else [""]
        sys.stdout.write("\n".join(lines) + "\n")
