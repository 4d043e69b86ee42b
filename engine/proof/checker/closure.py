"""Everything that follows from stored rows, computed the plainest way there is.

Only the proof checker uses it, for what has no premises to be checked from: that something does
*not* follow. It shares no code with the engines or with the search for derivations.
"""

from collections.abc import Collection, Mapping, Sequence

from engine.proof.checker.circles import decide, upper
from engine.proof.checker.rows import Rows
from engine.proof.checker.solving import concluded
from engine.proof.checker.strata import by_head, strata, uses
from parser.datalog.tree import Atom, Program, Row, Rule

Known = dict[str, Rows]

Facts = Mapping[str, Collection[Row]]
"""The stored rows of each predicate."""


class Closure:
    """All rows of the predicates of a program over facts, as far as they are asked for.

    They are those of the well-founded model: the least model, stratum by stratum, where nothing
    rests on its own negation.
    """

    def __init__(self, program: Program, facts: Facts) -> None:
        """Start with the stored rows."""
        self._rules = by_head(program.rules)
        self._done: set[str] = set()
        self.known: Known = {}
        for listed in program.listed:
            self.known.setdefault(listed.pred, Rows()).add(listed.row)
        for name, rows in facts.items():
            if name in self.known:
                for row in rows:
                    self.known[name].add(row)
            else:
                self.known[name] = Rows(rows)

    def rows(self, goal: str) -> Rows:
        """Return all rows of a predicate; those of all that it rests on are then known too."""
        for names in strata(self._rules, goal, self._done):
            rules = [rule for name in sorted(names) for rule in self._rules.get(name, ())]
            waits = {pred for rule in rules for pred, whole in uses(rule.body) if whole}
            if waits & names:
                widest = upper(rules, self.known)
                _saturate(widest, self.known)
                decide(rules, widest, self.known)
            else:
                _saturate(rules, self.known)
            self._done |= names
        return self.known.get(goal, Rows())


def closure(program: Program, facts: Facts, goal: str) -> Known:
    """Return all rows of `goal` and of every predicate it rests on."""
    found = Closure(program, facts)
    found.rows(goal)
    return found.known


def _saturate(rules: Sequence[Rule], known: Known) -> None:
    """Add what rules conclude, until there is nothing new for any of them to look at.

    After the first time a rule concludes something new only from a row that is new, so that each
    of its conditions in turn looks at those alone.
    """
    recent: Known = {}
    for rule in rules:
        _conclude(rule, concluded(rule, known), known, recent)
    while recent:
        last, recent = recent, {}
        for rule in rules:
            for place, literal in enumerate(rule.body):
                if isinstance(literal, Atom) and literal.pred in last:
                    rows = concluded(rule, known, (place, last[literal.pred]))
                    _conclude(rule, rows, known, recent)


def _conclude(rule: Rule, rows: Sequence[Row], known: Known, recent: Known) -> None:
    """Add the rows that a rule concludes; those that are new are `recent` too."""
    name = rule.head.pred
    there = known.setdefault(name, Rows())
    for row in rows:
        if row not in there:
            there.add(row)
            recent.setdefault(name, Rows()).add(row)
