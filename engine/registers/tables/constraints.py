"""Constraints over a register: cases that break one are refused, what one rules out is denied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.arithmetic.errors import EvaluationError
from engine.backends.sql.conditions import column
from engine.backends.sql.dialects import as_sql, quoted, string
from engine.backends.sql.expressions import compared, expression
from engine.backends.sql.layouts import Layout
from engine.backends.sql.names import CASE, columns
from engine.backends.sql.store import Database
from engine.backends.sql.typed import Typed, as_layout, constant
from engine.rails.impossible import is_excluding
from engine.rails.in_force import TODAY_VARIABLE
from engine.registers.tables.register import CASE_NUMBER, Register, Said, layouts_of
from engine.registers.tables.run_tables import RUN
from parser.datalog.tree import (
    Atom,
    Comparison,
    Const,
    Constraint,
    Expr,
    Operator,
    Program,
    Today,
    Var,
)
from parser.resolved.vocabulary import Mask, Predicate, entity_slots
from parser.text.diagnostic import Diagnostic, SourceError


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
    bound: dict[str, Typed] = field(default_factory=dict)

    def add(self, atom: Atom) -> None:
        """Join the table of one sentence; what it shares with those before must be the same."""
        alias = f"t{len(self.tables)}"
        self.tables.append(f"{quoted(self.register[atom.pred])} AS {alias}")
        if alias == "t0":
            self.bound[CASE] = Typed(CASE_NUMBER, (column("a0", alias),))
        else:
            self.where.append(f"{alias}.a0 = t0.a0")
        layouts = layouts_of(self.predicates[atom.pred])
        for place, term in enumerate(atom.args, 1):
            layout = layouts[place]
            own = Typed(layout, tuple(column(one, alias) for one in columns(place, layout)))
            if isinstance(term, Var) and term.name not in self.bound:
                self.bound[term.name] = own
            else:
                self.hold("=", own, self.value(term))

    def compare(self, comparison: Comparison) -> None:
        """Let a comparison hold for certain."""
        self.hold(comparison.op, self.value(comparison.left), self.value(comparison.right))

    def hold(self, op: Operator, left: Typed, right: Typed) -> None:
        """Let two values compare for certain; what cannot be compared does not hold."""
        condition, failed = compared(op, left, right, False)
        self.where.append(as_sql(condition, "duckdb"))
        if failed is not None:
            self.where.append(f"left({as_sql(failed, 'duckdb')}, 1) <> '!'")

    def value(self, side: Expr) -> Typed:
        """Return what a side of a comparison, or a term, comes to."""
        if self.today is not None:
            self.bound[TODAY_VARIABLE.name] = constant(self.today, Layout("day"))
            if isinstance(side, Today):
                return self.bound[TODAY_VARIABLE.name]
        try:
            return expression(side, self.bound, lenient=False)
        except (EvaluationError, KeyError):  # the day is not known
            raise _unfit(self.constraint) from None

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
        found = join.value(head.args[place])
        wanted = layouts[place + 1]
        names = columns(number, wanted)
        fitted = as_layout(found, wanted)
        ends = [as_sql(part, "duckdb") for part in fitted.parts]
        if found.layout.ranged:
            join.where.append(f"{ends[0]} = {ends[-1]}")
        if found.layout.loose:
            join.where.append(f"left({ends[0]}, 2) <> 'r:'")
        chosen += [f"{end} AS {name}" for end, name in zip(ends, names, strict=True)]
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
                help="it has to be about what tables state; ask case by case with `ask`",
            ),
        )
    )
