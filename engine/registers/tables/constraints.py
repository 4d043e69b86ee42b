"""Constraints over a register: cases that break one are refused, what one rules out is denied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.backends.sql.dialects import quoted, string
from engine.backends.sql.layouts import LOOSE, Layout, of_value
from engine.backends.sql.names import columns
from engine.backends.sql.store import Database
from engine.backends.sql.typed import constant
from engine.rails.impossible import is_excluding
from engine.rails.in_force import TODAY_VARIABLE
from engine.registers.tables.register import Register, Said, layouts_of
from engine.registers.tables.run_tables import RUN
from parser.datalog.tree import Atom, Comparison, Const, Constraint, Expr, Program, Today, Var
from parser.resolved.vocabulary import Mask, Predicate, entity_slots
from parser.text.diagnostic import Diagnostic, SourceError

Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Rows of `pred` that a constraint rules out: the query has the case, then the `places`."""

    pred: str
    places: Mask
    query: str


@dataclass(slots=True)
class _Join:
    """Sentences of one constraint as a join of the tables of what is stated."""

    register: Said
    predicates: dict[str, Predicate]
    constraint: Constraint
    today: date | None
    tables: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    bound: dict[str, tuple[Columns, Layout]] = field(default_factory=dict)

    def add(self, atom: Atom) -> None:
        """Join the table of one sentence; what it shares with those before must be the same."""
        alias = f"t{len(self.tables)}"
        self.tables.append(f"{quoted(self.register[atom.pred])} AS {alias}")
        if alias != "t0":
            self.where.append(f"{alias}.a0 = t0.a0")
        layouts = layouts_of(self.predicates[atom.pred])
        for place, term in enumerate(atom.args, 1):
            layout = layouts[place]
            own = tuple(f"{alias}.{name}" for name in columns(place, layout))
            if isinstance(term, Var) and term.name not in self.bound:
                self.bound[term.name] = own, layout
                continue
            if layout == LOOSE:
                raise _unfit(self.constraint)
            other = self.expression(term)
            ends = dict.fromkeys((*own, *other[0]))
            self.where += [f"{own[0]} = {end}" for end in ends if end != own[0]]

    def compare(self, comparison: Comparison) -> None:
        """Let a comparison hold for certain."""
        (left, kind), (right, other) = map(self.expression, (comparison.left, comparison.right))
        if LOOSE in (kind, other):
            raise _unfit(self.constraint)
        low, high, least, most = left[0], left[-1], right[0], right[-1]
        match comparison.op:
            case "<" | "<=":
                self.where.append(f"{high} {comparison.op} {least}")
            case ">" | ">=":
                self.where.append(f"{low} {comparison.op} {most}")
            case "!=":
                self.where.append(f"({high} < {least} OR {low} > {most})")
            case "=":
                self.where += [f"{low} = {one}" for one in (high, least, most)]

    def expression(self, side: Expr) -> tuple[Columns, Layout]:
        """Return the columns of a name, a value or today."""
        match side:
            case Today() | Var(TODAY_VARIABLE.name):
                if self.today is None:
                    raise _unfit(self.constraint)
                day = Layout("day")
                return (constant(self.today, day).low.sql("duckdb"),), day
            case Var(name):
                return self.bound[name]
            case Const(value):
                layout = of_value(value)
                if layout.form not in ("name", "day"):
                    raise _unfit(self.constraint)
                return (constant(value, layout).low.sql("duckdb"),), layout
            case _:
                raise _unfit(self.constraint)

    def query(self, chosen: Sequence[str]) -> str:
        """Return the query for these columns."""
        condition = " AND ".join(self.where) or "TRUE"
        return f"SELECT {', '.join(chosen)} FROM {', '.join(self.tables)} WHERE {condition}"


def ruled_out_rows(program: Program, pred: str, register: Register) -> Iterator[RuledOut]:
    """Yield what constraints rule out of one predicate given what a register states.

    Raises SourceError for a constraint of the register that cannot be asked of tables.
    """
    for one in program.constraints:
        for place, head in enumerate(one.atoms):
            others = one.atoms[:place] + one.atoms[place + 1 :]
            if head.pred != pred or not is_excluding(one, place):
                continue
            if not all(other.pred in register.stated for other in others):
                if all(_is_there(other, program, register) for other in others):
                    raise _unfit(one)
                continue
            if not others:
                raise _unfit(one)
            yield _excluded(one, head, others, program, register)


def _excluded(
    one: Constraint, head: Atom, others: Sequence[Atom], program: Program, register: Register
) -> RuledOut:
    predicate = program.predicates[head.pred]
    join = _Join(register.stated, program.predicates, one, register.today)
    for other in others:
        join.add(other)
    for comparison in one.comparisons:
        join.compare(comparison)
    people = entity_slots(predicate)
    layouts = layouts_of(predicate)
    named = tuple(
        place
        for place, term in enumerate(head.args)
        if isinstance(term, Const) or term.name in join.bound
    )
    if any(place not in people for place in named) and not {*people} <= {*named}:
        raise _unfit(one)
    chosen = ["t0.a0 AS a0"]
    for number, place in enumerate(named, 1):
        found, layout = join.expression(head.args[place])
        if layout == LOOSE or layouts[place + 1] == LOOSE:
            raise _unfit(one)
        names = columns(number, layouts[place + 1])
        if layout.ranged:
            join.where.append(f"{found[0]} = {found[-1]}")
        chosen += [f"{found[0]} AS {name}" for name in names]
    return RuledOut(head.pred, named, join.query(chosen))


def refuse_impossible(
    database: Database, program: Program, register: Register, today: date
) -> None:
    """Refuse the cases whose rows hold together although a constraint says that they never do.

    Each goes to the table `RUN.rejects` with the id and the citation of the constraint. Raises
    SourceError for a constraint over the register that cannot be asked of tables.
    """
    refused = False
    for one in program.constraints:
        if not all(atom.pred in register.stated for atom in one.atoms):
            if all(_is_there(atom, program, register) for atom in one.atoms) and any(
                atom.pred in register.stated for atom in one.atoms
            ):
                raise _unfit(one)
            continue
        join = _Join(register.stated, program.predicates, one, today)
        for atom in one.atoms:
            join.add(atom)
        for comparison in one.comparisons:
            join.compare(comparison)
        said = one.provision
        reason = f"cannot be: {said.rule} {said.title} ({said.cites})".replace(" ()", "")
        query = join.query(["DISTINCT t0.a0 AS a0"])
        database.execute(
            f"INSERT INTO {RUN.rejects} SELECT c.file, c.line, c.key, {string(reason)}, "
            f"{string(said.rule)} "
            f"FROM ({query}) AS bad JOIN {RUN.all_cases} AS c ON c.a0 = bad.a0"
        )
        database.execute(f"INSERT INTO {RUN.refused} {query}")
        refused = True
    if refused:
        database.execute(f"DELETE FROM {RUN.all_cases} WHERE a0 IN (SELECT a0 FROM {RUN.refused})")


def _is_there(atom: Atom, program: Program, register: Register) -> bool:
    return atom.pred in register.stated or program.predicates[atom.pred].origin == "listed"


def _unfit(one: Constraint) -> SourceError:
    return SourceError(
        (
            Diagnostic(
                "constraint-over-register",
                f"`{one.provision.rule}` cannot be asked of the tables of a register",
                one.span,
                help="compare only names and days there, and sentences that somebody states, or "
                "ask case by case with `ask`",
            ),
        )
    )
