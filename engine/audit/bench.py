"""A part of the laws made ready: the solver with its program, the engine, and words for a case."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.audit.bounds import Bounds, TooLarge
from engine.audit.domains import Domains, domains_of
from engine.audit.part import Part, is_circular
from engine.audit.solving import Situation, Solver
from engine.audit.symbols import Functions, Symbols, day_after
from engine.audit.to_asp import Asp
from kb.base import KnowledgeBase
from parser.datalog.tree import Row, Rule
from parser.resolved.tree import Constant, Sentence, Statement
from parser.values import Value

SMALLER = ((1, 1), (2, 5), (4, 25))
"""By how much values and rows are divided, step by step, until a program is not too large."""

CIRCLE = 40
"""How many clauses may rest on each other's negations: in larger circles the solver gets lost."""


@dataclass(frozen=True, eq=False)
class Bench:
    """One part, with what every question about it needs."""

    kb: KnowledgeBase
    part: Part
    bounds: Bounds

    def with_rules(self, more: Callable[[Asp], Iterable[str]], worlds: int = 1) -> "Ready":
        """Return the part with further lines in its program; raises TooLarge."""
        if is_circular(self.part) and len(self.part.rules) > CIRCLE:
            raise TooLarge(f"it rests on its own negation, among {len(self.part.rules)} rules")
        trouble = TooLarge("")
        for values, rows in SMALLER:
            bounds = replace(
                self.bounds,
                values=max(4, self.bounds.values // values),
                rows=max(8, self.bounds.rows // rows),
            )
            try:
                return self._made(bounds, worlds, more)
            except TooLarge as error:
                trouble = error
        raise trouble

    def _made(self, bounds: Bounds, worlds: int, more: Callable[[Asp], Iterable[str]]) -> "Ready":
        domains = domains_of(self.part, bounds)
        symbols = Symbols()
        asp = Asp(self.part, domains, symbols, worlds)
        for at, rule in enumerate(self.part.concluding):
            args = "".join(",_" for _ in rule.head.args)
            asp.lines.append(f"q({at}) :- c{at}(1{args}).")
        asp.lines.extend(more(asp))
        functions = Functions(symbols, tuple(_cuts(domains)), bounds.instances)
        return Ready(asp, symbols, functions, Solver(asp.lines, functions, bounds), domains)


def _cuts(domains: Domains) -> Iterator[date]:
    for values in domains.values.values():
        for value in values:
            if isinstance(value, date):
                yield value
                yield day_after(value)


@dataclass(frozen=True, eq=False)
class Ready:
    """A program that was grounded."""

    asp: Asp
    symbols: Symbols
    functions: Functions
    solver: Solver
    domains: Domains

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        """Return what a situation states, in the order of the vocabulary."""
        found: list[tuple[int, tuple[str, ...], Statement]] = []
        for order, predicate in enumerate(self.asp.part.stated):
            name = f"f_{self.asp.name(predicate.name)}"
            for atom in situation:
                if atom.name == name:
                    row = self._row(atom.args) if predicate.slots else ()
                    found.append((order, tuple(map(str, row)), states(predicate.name, row)))
        return tuple(one for *_, one in sorted(found, key=lambda each: each[:2]))

    def concluded(self, situation: Situation, at: int, world: int = 1) -> tuple[Row, ...]:
        """Return the rows that a clause concludes in a situation, in order."""
        rows = [
            self._row(atom.args[1:])
            for atom in situation
            if atom.name == f"c{at}" and atom.args[0] == world
        ]
        return tuple(sorted(rows, key=lambda row: tuple(map(str, row))))

    def concluding(self, situation: Situation, world: int = 1) -> tuple[tuple[Rule, Row], ...]:
        """Return each clause that concludes something in a situation, with the row."""
        return tuple(
            (rule, row)
            for at, rule in enumerate(self.asp.part.concluding)
            for row in self.concluded(situation, at, world)
        )

    def _row(self, args: Sequence[int]) -> Row:
        return tuple(self.symbols.value(one) for one in args)

    def value(self, number: int) -> Value:
        """Return the value with a number."""
        return self.symbols.value(number)


def states(pred: str, row: Row) -> Statement:
    """Return the statement that a row holds."""
    return Statement("states", Sentence(pred, tuple(Constant(value) for value in row)))
