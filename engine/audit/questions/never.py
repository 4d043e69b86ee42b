"""A301: a rule, or a way in it, that applies in no situation; A302: an exception that is idle."""

from collections.abc import Iterator

from engine.audit.bench import Bench, Ready
from engine.audit.bounds import TooLarge
from engine.audit.finding import Undecided
from engine.audit.part import Part, days_in, part_of
from engine.audit.questions.asked import Asked, Told, finding, quoted, within
from engine.audit.questions.proved import never
from engine.audit.questions.ways import Way, loosened, ways
from engine.audit.solving import Situation
from engine.audit.symbols import day_after
from engine.audit.to_asp import Asp
from engine.audit.worked import Wanted
from parser.datalog.naming import Applies, read
from parser.datalog.tree import Literal, Negation, Row


def add_lines(asp: Asp) -> None:
    """Add for each way in which a rule applies when it does."""
    for way in ways(asp.part):
        asp.rule(f"q_way({way.number})", way.body)


def nevers(asked: Asked, ready: Ready) -> Iterator[Told]:
    """Yield rules that apply in no situation, then ways and exceptions of those that do."""
    applies: dict[int, Situation] = {}
    for at in sorted(asked.own):
        found = ready.solver.ask(f"q({at})", smallest=True)
        if found == "undecided" or (found == "none" and ready.functions.inexact):
            yield Undecided(asked.id(at), "whether it applies in any situation")
        elif found == "none" and _applies_later(asked, at):
            continue
        elif found == "none":
            yield _never(asked, ready, at, asked.rule(at).body, "applies in no situation", "")
        elif not isinstance(found, str):
            applies[at] = found
    for way in ways(asked.bench.part):
        if way.at not in applies:
            continue
        found = ready.solver.ask(f"q_way({way.number})")
        if found == "undecided" or (found == "none" and ready.functions.inexact):
            yield Undecided(asked.id(way.at), f"whether {_named(asked, way)} ever counts")
        elif found == "none" and way.idle:
            yield _idle(asked, ready, way, applies[way.at])
        elif found == "none":
            what = f"never applies by {_named(asked, way)}"
            yield _never(asked, ready, way.at, way.body, what, _named(asked, way))


def _applies_later(asked: Asked, at: int) -> bool:
    """Tell whether a rule that speaks of the day applies on some day that its part names."""
    part, rule = asked.bench.part, asked.rule(at)
    for day in days_in(part):
        for on in (day, day_after(day)):
            there = part_of(asked.program, part.goal, on, part.under)
            if rule not in there.concluding:
                continue
            try:
                ready = Bench(asked.bench.kb, there, asked.bench.bounds).with_rules(_nothing)
            except TooLarge:
                continue
            if ready.solver.ask(f"q({there.concluding.index(rule)})") != "none":
                return True
    return False


def _nothing(_: Asp) -> Iterator[str]:
    yield from ()


def _named(asked: Asked, way: Way) -> str:
    """Name an alternative or an exception."""
    if isinstance(way.literal, Negation):
        name = read(way.literal.atom.pred)
        if isinstance(name, Applies):
            return f"its exception `{name.rule}`"
    said = quoted(way.item.span if way.item is not None else way.literal.span)
    label = way.item.provision.item if way.item is not None and way.item.provision else ""
    return label or (f"`{said}`" if said else "an alternative")


def _never(
    asked: Asked, ready: Ready, at: int, body: tuple[Literal, ...], what: str, way: str
) -> Told:
    """Return that conditions are never met together, with a case that meets all but one."""
    bounds = (
        "" if never(asked, asked.rule(at).head, body) else within(asked, ready.domains.left_out)
    )
    near = _nearest(asked, at, body)
    name = asked.id(at)
    if near is None:
        return Undecided(name, f"it {what} that was looked at, but no case shows why")
    literal, case = near
    said = quoted(literal.span)
    because = f": `{said}` is never so beside the rest" if said else ""
    advice = "correct the condition that excludes the others, or leave the rule out"
    if way:
        advice = "correct the condition that excludes the others, or leave the alternative out"
    message = f"{asked.cited(at)} {what}{because}"
    return finding("never-applies", message, advice, asked, (at,), case, bounds)


def _nearest(asked: Asked, at: int, body: tuple[Literal, ...]) -> tuple[Literal, str] | None:
    """Return a case that meets all conditions but one, as far as there is one, and that one."""
    rule = asked.rule(at)
    args = rule.head.args
    for literal, rest in loosened(rule.head, body):

        def near(asp: Asp, rest: tuple[Literal, ...] = rest) -> Iterator[str]:
            asp.rule(f"q_near{asp.terms(args)}", rest)
            yield "q_some :- q_near" + asp.anything(args) + "."

        try:
            ready = asked.bench.with_rules(near)
        except TooLarge:
            continue
        found = ready.solver.ask("q_some", smallest=True)
        if isinstance(found, str):
            continue
        for row in _rows(ready, found):
            wanted = Wanted(row, _verdict(ready, found, row))
            title = f"All that {asked.id(at)} asks for but one thing, which cannot be"
            case = asked.replay.worked(title, ready.statements(found), (wanted,))
            if case is not None:
                return literal, case
    return None


def _rows(ready: Ready, situation: Situation) -> list[Row]:
    rows = [tuple(map(ready.value, atom.args)) for atom in situation if atom.name == "q_near"]
    return sorted(rows, key=lambda row: tuple(map(str, row)))


def _verdict(ready: Ready, situation: Situation, row: Row) -> str:
    """Return what is answered of a row in a situation in which nothing is open."""
    part: Part = ready.asp.part
    sides = {rule.head.pred == part.goal for rule, own in ready.concluding(situation) if own == row}
    if len(sides) == 2:
        return "conflict"
    return "yes" if True in sides else "no"


def _idle(asked: Asked, ready: Ready, way: Way, situation: Situation) -> Told:
    """Return that an exception never counts, with a case in which its rule applies."""
    name = asked.id(way.at)
    row = ready.concluded(situation, way.at)[0]
    wanted = Wanted(row, _verdict(ready, situation, row), (name,))
    title = f"{name} applies, and {_named(asked, way)} cannot"
    case = asked.replay.worked(title, ready.statements(situation), (wanted,))
    if case is None:
        return Undecided(name, f"the engine does not see that {_named(asked, way)} never counts")
    bounds = (
        ""
        if never(asked, asked.rule(way.at).head, way.body)
        else within(asked, ready.domains.left_out)
    )
    message = (
        f"{asked.cited(way.at)} applies in no situation in which {_named(asked, way)} would keep "
        "it back"
    )
    advice = "correct the exception, or leave it out: the rule says the same without it"
    return finding("idle-exception", message, advice, asked, (way.at,), case, bounds)
