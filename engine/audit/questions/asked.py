"""What all questions share: a part with its bench and replay, and how rules are cited."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.audit.bench import Bench, Ready
from engine.audit.finding import CODES, Finding, Kind, Undecided
from engine.audit.part import counts
from engine.audit.solving import Situation
from engine.audit.worked import Replay
from parser.datalog.tree import Program, Rule
from parser.resolved import law_tree
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.source import read_source
from parser.text.span import Span

Told = Finding | Undecided


@dataclass(frozen=True, eq=False)
class Asked:
    """A part that is asked about: only of `own` clauses, by their place among its conclusions.

    `known` are the rules of the laws by their ids, and `program` is that of all days.
    """

    bench: Bench
    replay: Replay
    own: frozenset[int]
    known: Mapping[str, law_tree.Rule]
    program: Program

    def rule(self, at: int) -> Rule:
        """Return the clause at a place."""
        return self.bench.part.concluding[at]

    def id(self, at: int) -> str:
        """Return the id of the rule of the clause at a place."""
        return id_of(self.rule(at))

    def cited(self, at: int) -> str:
        """Name a rule with the place in the source that it carries."""
        return cited(self.rule(at))


def id_of(rule: Rule) -> str:
    """Return the id of the rule that a clause comes from."""
    assert rule.provision is not None, "a clause that concludes a sentence is one of a rule"
    return rule.provision.rule


def cited(rule: Rule) -> str:
    """Name the rule of a clause with the place in the source that it carries."""
    name = f"`{id_of(rule)}`"
    said = rule.provision.cites if rule.provision is not None else ""
    return f"{name} ({said})" if said else name


def finding(
    kind: Kind,
    message: str,
    advice: str,
    asked: Asked,
    places: tuple[int, ...],
    case: str,
    bounds: str = "",
) -> Finding:
    """Return what was found, at the first rule, beside the others."""
    first, *others = places
    rules = tuple(dict.fromkeys(asked.id(at) for at in places))
    labels = tuple(
        Label(asked.known[asked.id(at)].span, asked.cited(at))
        for at in dict.fromkeys(others)
        if asked.id(at) in asked.known
    )
    at = asked.known[asked.id(first)].span if asked.id(first) in asked.known else None
    span = at or asked.rule(first).span
    diagnostic = Diagnostic(CODES[kind][0], message, span, labels, advice, "warning")
    return Finding(kind, rules, diagnostic, case, bounds)


def within(asked: Asked) -> str:
    """Say within which bounds there is no situation of some kind."""
    bounds = asked.bench.bounds
    return (
        f"as of {asked.bench.part.day.isoformat()}, with {bounds.individuals} or 3 individuals of "
        "each open kind, and each limit with the values beside it"
    )


def open_none(asked: Asked, ready: Ready, at: int, what: str) -> Undecided | None:
    """Return why it is not decided that there is no situation of some kind; None if it is.

    It is where every limit was looked at, and everybody whom tables tell apart.
    """
    left_out = ready.domains.left_out
    if ready.functions.inexact:
        return Undecided(asked.id(at), f"{what}: something is summed that the solver cannot sum")
    if counts(asked.bench.part):
        return Undecided(
            asked.id(at), f"{what}: no, with as few people and rows as are counted here"
        )
    if left_out:
        return Undecided(asked.id(at), f"{what}: not with {', '.join(left_out)}")
    return None


def taken(ready: Ready, situation: Situation) -> str:
    """Say what a situation takes as given that rules conclude; nothing if there is nothing."""
    part = ready.asp.part
    names = {f"f_{ready.asp.name(name)}": name for name in part.taken}
    there = {names[atom.name] for atom in situation if atom.name in names}
    said = (
        f"`{template_text(part.program.predicates[one])}`" for one in part.taken if one in there
    )
    return f"taking as given what other rules conclude: {', '.join(said)}" if there else ""


def quoted(span: Span) -> str:
    """Return the words of a law at a place, on one line; none if they cannot be read."""
    if not span.file or not span.line:
        return ""
    try:
        text = read_source(span.file)
    except SourceError:
        return ""
    return " ".join(text[span.start : span.end].split())
