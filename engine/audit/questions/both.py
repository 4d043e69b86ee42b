"""A103 and A202: a situation in which sentences hold together that should not.

What should not is said by whoever audits, as constraints in a file of its own: they are no law, so
that no case is refused for them. That a time ends no earlier than it begins needs nobody to say it.
"""

from collections.abc import Iterator, Sequence

from engine.audit.bench import Bench, Ready
from engine.audit.finding import CODES, Finding, Undecided
from engine.audit.part import Part
from engine.audit.questions.asked import Asked, Told, finding, taken
from engine.audit.solving import Situation
from engine.audit.to_asp import Asp
from engine.audit.worked import Replay, Wanted
from parser.datalog.tree import Comparison, Const, Constraint, Literal, Row, Today, Var
from parser.datalog.variables import in_atom
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic

_BEGIN, _END = ("from", "between"), ("to", "until", "and", "through")
"""The words before the days on which a time begins and ends."""


def lines(asp: Asp) -> Iterator[str]:
    """Yield when a rule concludes a time that ends before it begins."""
    span = times(asp.part.predicate)
    if span is None:
        return
    args = tuple(Var(f"X{n}") for n in range(len(asp.part.predicate.slots)))
    first, last = (asp.terms((args[place],))[1:-1] for place in span)
    terms = asp.terms(args)[1:-1]
    for at in range(len(asp.part.affirming)):
        yield f'q_ends({at},{terms}) :- c{at}(1,{terms}), @cmp("<",{last},{first}) = 1.'
        yield f"q_ends_some({at}) :- q_ends({at}{',_' * len(args)})."


def times(predicate: Predicate) -> tuple[int, int] | None:
    """Return the places of the days from which to which a sentence says that something is.

    >>> from parser.resolved.vocabulary import Slot
    >>> days = Slot("start", "date"), Slot("finish", "date")
    >>> times(Predicate("lasts", days, parts=("it", "lasts", "from", 0, "to", 1)))
    (0, 1)
    >>> times(Predicate("moved", days, parts=("it", "was", "moved", "from", 0, "by", 1)))
    """
    found: list[int] = []
    for before, place in zip(predicate.parts, predicate.parts[1:], strict=False):
        words = _END if found else _BEGIN
        if isinstance(place, int) and predicate.slots[place].kind == "date" and before in words:
            found.append(place)
    return (found[0], found[1]) if len(found) > 1 else None


def backwards(asked: Asked, ready: Ready) -> Iterator[Told]:
    """Yield the rules that conclude a time which ends before it begins."""
    if times(asked.bench.part.predicate) is None:
        return
    for at in sorted(asked.own):
        if at >= len(asked.bench.part.affirming):
            continue
        found = ready.solver.ask(f"q_ends_some({at})", smallest=True)
        if found == "undecided":
            yield Undecided(asked.id(at), "whether what it concludes ends before it begins")
        if isinstance(found, str):
            continue
        name = asked.id(at)
        title = f"What {name} concludes ends before it begins"
        for row in _rows(ready, found, "q_ends", at):
            wanted = (Wanted(row, "yes", (name,)),)
            case = asked.replay.worked(title, ready.statements(found), wanted)
            if case is not None:
                message = f"{asked.cited(at)} concludes a time that ends before it begins"
                advice = (
                    "write the condition that it does not; where what a case states ends before it "
                    "begins, say with `impossible` that this cannot be"
                )
                bounds = taken(ready, found)
                yield finding("ends-before-it-begins", message, advice, asked, (at,), case, bounds)
                break
        else:
            yield Undecided(name, "the engine sees nothing that ends before it begins")


def _rows(ready: Ready, situation: Situation, name: str, at: int) -> list[Row]:
    rows = [
        tuple(map(ready.value, atom.args[1:]))
        for atom in situation
        if atom.name == name and atom.args[0] == at
    ]
    return sorted(rows, key=lambda row: tuple(map(str, row)))


def together(bench: Bench, replay: Replay, one: Constraint) -> Told | None:
    """Return a situation that a constraint would forbid; None if there is none.

    The part of the bench is about what the constraint speaks of, and does not obey it. Raises
    TooLarge where the part is too large to be looked at.
    """
    part = bench.part
    name = one.provision.rule
    variables = tuple(map(Var, dict.fromkeys(each for atom in one.atoms for each in in_atom(atom))))

    def lines(asp: Asp) -> Iterator[str]:
        asp.rule(f"q_together{asp.terms(variables)}", _body(one))
        yield f"q_some :- q_together{asp.anything(variables)}."

    ready = bench.with_rules(lines)
    found = ready.solver.ask("q_some", smallest=True)
    if found == "undecided":
        return Undecided(name, "whether that is ever so")
    if isinstance(found, str):
        left_out = ready.domains.left_out
        return Undecided(name, f"no, among {', '.join(left_out)}") if left_out else None
    rows = [tuple(map(ready.value, atom.args)) for atom in found if atom.name == "q_together"]
    for row in sorted(rows, key=lambda row: tuple(map(str, row))):
        wanted = tuple(_wanted(one, row, variables, part))
        case = replay.worked(f"What {name} says is never so", ready.statements(found), wanted)
        if case is not None:
            return _forbidden(one, case, taken(ready, found))
    return Undecided(name, "the engine does not see that it is ever so")


def _body(one: Constraint) -> tuple[Literal, ...]:
    """Return the conditions of a constraint in an order in which each has its values."""
    fixed = tuple(each for each in one.comparisons if _is_today(each))
    others = tuple(each for each in one.comparisons if each not in fixed)
    return (*fixed, *one.atoms, *others)


def _is_today(one: Comparison) -> bool:
    return one.op == "=" and one.right == Today()


def _wanted(one: Constraint, row: Row, variables: Sequence[Var], part: Part) -> Iterator[Wanted]:
    values = dict(zip(variables, row, strict=True))
    for atom in one.atoms:
        predicate = part.program.predicates[atom.pred]
        if predicate.origin != "derived" or Var("_") in atom.args:
            continue
        own = tuple(term.value if isinstance(term, Const) else values[term] for term in atom.args)
        yield Wanted(own, "yes", about=predicate)


def _forbidden(one: Constraint, case: str, bounds: str) -> Finding:
    says = one.provision.says or one.provision.title
    message = f"`{one.provision.rule}` ({says}) is so in a situation"
    advice = "correct the rules of which one should not speak of it, or the constraint"
    diagnostic = Diagnostic(CODES["never-both"][0], message, one.span, (), advice, "warning")
    return Finding("never-both", (one.provision.rule,), diagnostic, case, bounds)
