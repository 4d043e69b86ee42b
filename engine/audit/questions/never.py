"""A301: a rule, or a way in it, that applies in no situation; A302: an exception that is idle."""

from collections.abc import Iterator

from engine.audit.bench import Bench, Ready
from engine.audit.bounds import TooLarge
from engine.audit.finding import Undecided
from engine.audit.part import Part, days_in, part_of
from engine.audit.questions.asked import Asked, Told, finding, open_none, quoted, within
from engine.audit.questions.proved import never
from engine.audit.questions.ways import Way, loosened, ways
from engine.audit.solving import Situation
from engine.audit.symbols import day_after, day_before
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
        if found == "undecided":
            yield Undecided(asked.id(at), "whether it applies in any situation")
        elif found == "none":
            yield from _never(asked, ready, at, asked.rule(at).body, "")
        else:
            applies[at] = found
    for way in ways(asked.bench.part):
        if way.at not in applies:
            continue
        found = ready.solver.ask(f"q_way({way.number})")
        if found == "undecided":
            yield Undecided(asked.id(way.at), f"whether {_named(asked, way)} ever counts")
        elif found == "none" and way.idle:
            yield from _idle(asked, ready, way, applies[way.at])
        elif found == "none":
            yield from _never(asked, ready, way.at, way.body, _named(asked, way))


def _later(asked: Asked, at: int, body: tuple[Literal, ...]) -> bool:
    """Tell whether conditions of a rule hold together on some day that its part names."""
    part, rule = asked.bench.part, asked.rule(at)

    def later(asp: Asp) -> Iterator[str]:
        asp.rule("q_later", body)
        yield from ()

    for day in days_in(part):
        for on in (day_before(day), day, day_after(day)):
            there = part_of(asked.program, part.goal, on, part.under)
            if rule not in there.concluding:
                continue
            try:
                ready = Bench(asked.bench.kb, there, asked.bench.bounds).with_rules(later)
            except TooLarge:
                continue
            if ready.solver.ask("q_later") != "none":
                return True
    return False


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
    asked: Asked, ready: Ready, at: int, body: tuple[Literal, ...], way: str
) -> Iterator[Told]:
    """Yield that conditions are never met together, with a case that meets all but one."""
    if _later(asked, at, body):
        return
    bounds = _bounds(asked, ready, at, body, f"whether it applies{' by ' if way else ''}{way}")
    if isinstance(bounds, Undecided):
        yield bounds
        return
    what = f"never applies by {way}" if way else "applies in no situation"
    near = _nearest(asked, at, body)
    name = asked.id(at)
    if near is None:
        yield Undecided(name, f"it {what} that was looked at, but no case shows why")
        return
    literal, case = near
    said = quoted(literal.span)
    because = f": `{said}` is never so beside the rest" if said else ""
    advice = "correct the condition that excludes the others, or leave the rule out"
    if way:
        advice = "correct the condition that excludes the others, or leave the alternative out"
    message = f"{asked.cited(at)} {what}{because}"
    yield finding("never-applies", message, advice, asked, (at,), case, bounds)


def _bounds(
    asked: Asked, ready: Ready, at: int, body: tuple[Literal, ...], what: str
) -> str | Undecided:
    """Return within which bounds conditions never hold together, none where they never do."""
    if never(asked, asked.rule(at).head, body):
        return ""
    return open_none(asked, ready, at, what) or within(asked)


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


def _idle(asked: Asked, ready: Ready, way: Way, situation: Situation) -> Iterator[Told]:
    """Yield that an exception never counts, with a case in which its rule applies."""
    if _later(asked, way.at, way.body):
        return
    name, said = asked.id(way.at), _named(asked, way)
    bounds = _bounds(asked, ready, way.at, way.body, f"whether {said} ever counts")
    if isinstance(bounds, Undecided):
        yield bounds
        return
    row = ready.concluded(situation, way.at)[0]
    wanted = Wanted(row, _verdict(ready, situation, row), (name,))
    title = f"{name} applies, and {said} cannot"
    case = asked.replay.worked(title, ready.statements(situation), (wanted,))
    if case is None:
        yield Undecided(name, f"the engine does not see that {said} never counts")
        return
    message = f"{asked.cited(way.at)} applies in no situation in which {said} would keep it back"
    advice = "correct the exception, or leave it out: the rule says the same without it"
    yield finding("idle-exception", message, advice, asked, (way.at,), case, bounds)
