"""Constraints over what tables state: cases that break one are refused, rows are ruled out."""

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
from parser.datalog.with_constants import names_values
from parser.resolved.vocabulary import Mask, Predicate, Provision, entity_slots
from parser.text.diagnostic import Diagnostic, SourceError


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Rows of `pred` that a constraint rules out: the query has the case, then the `places`."""

    pred: str
    places: Mask
    query: str


@dataclass(slots=True)
class _Join:
    """Sentences of one constraint as a join of their tables, which `stated` has by predicate.

    `bound` are the values of the variables of the constraint so far, as columns of the join.
    """

    stated: Said
    predicates: dict[str, Predicate]
    constraint: Constraint
    today: date | None
    tables: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    bound: dict[str, Typed] = field(default_factory=dict)

    def add(self, atom: Atom) -> None:
        """Join the table of one sentence; what it shares with those before must be the same."""
        alias = f"t{len(self.tables)}"
        self.tables.append(f"{quoted(self.stated[atom.pred])} AS {alias}")
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
        """Add the condition that a comparison holds for certain."""
        self.hold(comparison.op, self.value(comparison.left), self.value(comparison.right))

    def hold(self, op: Operator, left: Typed, right: Typed) -> None:
        """Add the condition that a comparison of values holds; what cannot be compared does not."""
        condition, failed = compared(op, left, right, False)
        self.where.append(as_sql(condition, "duckdb"))
        if failed is not None:
            self.where.append(f"left({as_sql(failed, 'duckdb')}, 1) <> '!'")

    def value(self, side: Expr) -> Typed:
        """Return what a side of a comparison, or a term, comes to.

        Raises SourceError for what the tables do not give.
        """
        if self.today is not None:
            self.bound[TODAY_VARIABLE.name] = constant(self.today, Layout("day"))
            if isinstance(side, Today):
                return self.bound[TODAY_VARIABLE.name]
        try:
            return expression(side, self.bound, lenient=False)
        except (EvaluationError, KeyError):  # the day is not known
            raise _unfit(self.constraint) from None

    def query(self, chosen: Sequence[str]) -> str:
        """Return the query for some columns of the join."""
        condition = " AND ".join(self.where) or "TRUE"
        return f"SELECT {', '.join(chosen)} FROM {', '.join(self.tables)} WHERE {condition}"


def ruled_out_by_constraints(program: Program, pred: str, register: Register) -> Iterator[RuledOut]:
    """Yield the rows of one predicate that constraints rule out, given what a register states.

    Raises SourceError for a constraint about the register that cannot be asked of tables.
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
            if not others and names_values(one):
                continue  # of all other values the sentence may be so: it is looked at by cases
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
    """Refuse the cases that state together what a constraint says never holds together.

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
        query = join.query(["DISTINCT t0.a0 AS a0"])
        reject_cases(database, one.provision, query)
        database.execute(f"INSERT INTO {RUN.refused} {query}")
        refused = True
    if refused:
        database.execute(f"DELETE FROM {RUN.all_cases} WHERE a0 IN (SELECT a0 FROM {RUN.refused})")


def reject_cases(database: Database, broken: Provision, query: str) -> None:
    """Add the cases that break a constraint, a query for their numbers `a0`, to `RUN.rejects`."""
    reason = f"cannot be: {broken.rule} {broken.title} ({broken.cites})".replace(" ()", "")
    database.execute(
        f"INSERT INTO {RUN.rejects} SELECT c.file, c.line, c.key, {string(reason)}, "
        f"{string(broken.rule)} "
        f"FROM ({query}) AS bad JOIN {RUN.all_cases} AS c ON c.a0 = bad.a0"
    )


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
