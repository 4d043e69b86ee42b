"""Conditions that nothing can ever make true: no error, but hardly what their author meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parser.datalog.graph import components
from parser.datalog.naming import Describe, describer
from parser.datalog.tree import Atom, Program, Rule
from parser.datalog.variables import atoms
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span

_SHOWN = 5
_UNKNOWN = (
    "write a rule that concludes it, or say in the vocabulary that it is `given`, `listed` or "
    '`decided by "..."`'
)
_CIRCLE = "write a rule that concludes it without needing it"


def unreachable(program: Program) -> tuple[Diagnostic, ...]:
    """Return a `silent-condition` warning for each sentence that conditions use in vain.

    Such a sentence is derived, and no rule or list can conclude it: there is none, or those
    there are rest on the sentence itself. What merely follows from that is not reported again.
    """
    uses = _uses(program)
    concluded = {rule.head.pred for rule in program.rules} | {row.pred for row in program.listed}
    silent = {
        name
        for name, predicate in program.predicates.items()
        if predicate.origin == "derived" and not predicate.hidden and name not in concluded
    }
    describe = describer(program)
    found = [
        _warning(uses[name], f"no rule concludes {describe(name)}", _UNKNOWN)
        for name in silent
        if name in uses
    ]
    found.extend(_circular(program, silent, uses, describe))
    return tuple(sorted(found, key=lambda each: (each.at.file, each.at.start, each.message)))


def _uses(program: Program) -> dict[str, list[Span]]:
    found: dict[str, dict[Span, None]] = {}
    for rule in program.rules:
        for atom, _ in atoms(rule.body):
            span = atom.span if atom.span != NOWHERE else rule.span
            found.setdefault(atom.pred, {}).setdefault(span)
    return {
        name: sorted(spans, key=lambda span: (span.file, span.start))
        for name, spans in found.items()
    }


def _warning(uses: list[Span], message: str, advice: str) -> Diagnostic:
    first, *rest = uses
    return Diagnostic(
        "silent-condition",
        f"{message}, so this condition never holds",
        first,
        tuple(Label(span, "and here") for span in rest[:_SHOWN]),
        advice,
        "warning",
    )


def _circular(
    program: Program, silent: set[str], uses: dict[str, list[Span]], describe: Describe
) -> Iterator[Diagnostic]:
    """Yield a warning for sentences whose rules all rest on the sentence itself."""
    possible = _possible(program, silent)
    graph = {
        rule.head.pred: [a.pred for a in rule.body if isinstance(a, Atom)]
        for rule in program.rules
        if rule.head.pred not in possible
    }
    for members in components(graph):
        if len(members) == 1 and members[0] not in graph.get(members[0], ()):
            continue
        for name in sorted(members):
            predicate = program.predicates.get(name)
            if name in possible or name not in uses or predicate is None or predicate.hidden:
                continue
            message = f"every rule that concludes {describe(name)} needs it already"
            yield _warning(uses[name], message, _CIRCLE)


def _possible(program: Program, assumed: Iterable[str]) -> set[str]:
    """Return the predicates that some facts could make true. Linear."""
    state = _State()
    heads = {rule.head.pred for rule in program.rules}
    for rule in program.rules:
        state.add(rule)
    sources = {atom.pred for rule in program.rules for atom, _ in atoms(rule.body)} - heads
    stated = {n for n, p in program.predicates.items() if p.origin != "derived"}
    state.reach((*sources, *stated, *assumed, *(row.pred for row in program.listed)))
    return state.possible


@dataclass(slots=True, eq=False)
class _State:
    """Rules that wait for predicates to become possible, by how many they still wait for."""

    possible: set[str] = field(default_factory=set)
    waiting: dict[str, list[int]] = field(default_factory=dict)
    missing: list[tuple[str, set[str]]] = field(default_factory=list)
    ready: list[str] = field(default_factory=list)

    def add(self, rule: Rule) -> None:
        """Let a rule wait for the positive conditions of its body."""
        needed = {a.pred for a in rule.body if isinstance(a, Atom)}
        if not needed:
            self.ready.append(rule.head.pred)
        for name in needed:
            self.waiting.setdefault(name, []).append(len(self.missing))
        self.missing.append((rule.head.pred, needed))

    def reach(self, names: Iterable[str]) -> None:
        """Make predicates possible, and all that follow from them."""
        self.ready.extend(names)
        while self.ready:
            name = self.ready.pop()
            if name in self.possible:
                continue
            self.possible.add(name)
            for index in self.waiting.pop(name, ()):
                head, needed = self.missing[index]
                needed.discard(name)
                if not needed:
                    self.ready.append(head)
