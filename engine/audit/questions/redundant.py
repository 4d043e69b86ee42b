"""A401: a rule that concludes nothing that others do not conclude of the same situation."""

from collections.abc import Iterator

from engine.audit.bench import Ready
from engine.audit.finding import Undecided
from engine.audit.part import Part
from engine.audit.questions.asked import Asked, Told, finding, open_none, within
from engine.audit.questions.proved import never_without
from engine.audit.worked import Wanted
from parser.datalog.naming import Applies, read
from parser.datalog.tree import Negation


def lines(part: Part) -> Iterator[str]:
    """Yield when a conclusion is drawn by one rule and by no other, and when not by another."""
    args = "".join(f",X{n}" for n in range(len(part.predicate.slots)))
    for at in range(len(part.concluding)):
        others = beside(part, at)
        if not others:
            continue
        for other in others:
            yield f"other{at}(1{args}) :- c{other}(1{args})."
            yield f"q_not({at},{other}) :- c{at}(1{args}), not c{other}(1{args})."
        yield f"q_alone({at}) :- c{at}(1{args}), not other{at}(1{args})."


def beside(part: Part, at: int) -> tuple[int, ...]:
    """Return the places of the other rules that conclude the same, or deny it as this one does."""
    first = len(part.affirming)
    same = range(first) if at < first else range(first, len(part.concluding))
    return tuple(other for other in same if other != at)


def redundant(asked: Asked, ready: Ready) -> Iterator[Told]:
    """Yield rules of which each conclusion is drawn by others too."""
    part = asked.bench.part
    told: set[int] = set()
    for at in sorted(asked.own):
        others = beside(part, at)
        if not others or _defeats(asked, at):
            continue
        alone = ready.solver.ask(f"q_alone({at})")
        if alone == "undecided":
            yield Undecided(asked.id(at), "whether it says anything that other rules do not")
            continue
        if alone != "none":
            continue
        found = ready.solver.ask(f"q({at})", smallest=True)
        if isinstance(found, str):
            continue  # it never applies: another question says so
        covering = _covering(ready, at, others)
        if set(covering) & told:
            continue  # each says what the other does: said once
        told.add(at)
        names = tuple(asked.id(one) for one in covering)
        title = f"What {asked.id(at)} concludes {' and '.join(names)} conclude too"
        title = title if len(names) > 1 else title.replace("conclude too", "concludes too")
        row = ready.concluded(found, at)[0]
        verdict = "yes" if at < len(part.affirming) else "no"
        case = asked.replay.worked(title, ready.statements(found), (Wanted(row, verdict),))
        if case is None or not asked.replay.agrees(case, without=(asked.id(at),)):
            both = " and ".join(names)
            yield Undecided(asked.id(at), f"the engine does not see that {both} say the same")
            continue
        many = ", ".join(asked.cited(one) for one in covering)
        message = f"{asked.cited(at)} says nothing that is not said by {many}"
        advice = (
            "leave one of them out, or write the condition in which they differ; where the text "
            "itself says it twice, say so with `reads`"
        )
        shown = len(covering) == 1 and never_without(asked, asked.rule(at), asked.rule(covering[0]))
        unsure = open_none(asked, ready, at, "whether it says anything that other rules do not")
        if unsure is not None and not shown:
            yield unsure
            continue
        bounds = "" if shown else within(asked)
        yield finding("says-nothing-new", message, advice, asked, (at, *covering), case, bounds)


def _covering(ready: Ready, at: int, others: tuple[int, ...]) -> tuple[int, ...]:
    """Return the one rule that concludes all that another does, or else all of them."""
    for other in others:
        if ready.solver.ask(f"q_not({at},{other})") == "none":
            return (other,)
    return others


def _defeats(asked: Asked, at: int) -> bool:
    """Tell whether a rule defeats another, which is more than what it concludes."""
    wanted = asked.id(at)
    return any(
        read(literal.atom.pred) == Applies(wanted)
        for rule in asked.bench.part.rules
        for literal in rule.body
        if isinstance(literal, Negation)
    )
