"""Rows of a table -> the names they declare and the facts they list."""

from collections.abc import Iterator

from parser.resolved.constants import a_kind, example_of, quantity
from parser.resolved.csv_rows import CsvRow, cell_span
from parser.resolved.law_tree import Listed
from parser.resolved.literals import value_from_text
from parser.resolved.names import Called, main_name
from parser.resolved.sentences import Reading
from parser.resolved.table_files import ReadTable
from parser.resolved.tree import Constant, Sentence, Term
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span
from parser.values import UNKNOWN, Entity


def declare_names(
    table: ReadTable,
    names: dict[str, str],
    places: dict[str, Span],
    called: Called,
    problems: list[Diagnostic],
) -> set[str]:
    """Add what stands in the columns of individuals to `names`; return the kinds so listed.

    What is `called` otherwise there has its main name already.
    """
    kinds: set[str] = set()
    for filler, slot in zip(table.fillers, table.predicate.slots, strict=True):
        if not isinstance(filler, syntax.Column) or slot.kind in VALUE_KINDS:
            continue
        kinds.add(slot.kind)
        index = table.columns[filler.header]
        for row in table.rows:
            name = row.cells[index]
            if not name or main_name(name, slot.kind, names, called) != name:
                continue
            known = names.setdefault(name, slot.kind)
            if known == slot.kind:
                places.setdefault(name, row.span)
                continue
            labels = (Label(places[name], f"{a_kind(known)} here"),) if name in places else ()
            problems.append(
                Diagnostic(
                    "name-of-two-kinds",
                    f"`{name}` is {a_kind(known)}, and {a_kind(slot.kind)} here",
                    cell_span(row, index),
                    labels,
                    "give one of them another name",
                )
            )
    return kinds


def listed_rows(table: ReadTable, reads: Reading) -> list[Listed]:
    """Return a fact for each row; an empty value cell is a value that is not known."""
    fixed = _fixed(table, reads)
    if fixed is None:
        return []
    found: list[Listed] = []
    seen: dict[tuple[Term, ...], Span] = {}
    for row in table.rows:
        args = _args(table, row, fixed, reads)
        if args is None or not _is_new(table, row, args, seen, reads.problems):
            continue
        cites = row.cells[table.cites] if table.cites is not None else ""
        found.append(
            Listed(
                Sentence(table.predicate.name, args, span=row.span),
                cites or table.declaration.cites,
                span=row.span,
            )
        )
    return found


def listed_numbers(predicate: Predicate) -> Iterator[Listed]:
    """Yield a fact for each number that the vocabulary lists (`listed 1 to 10`)."""
    if predicate.numbers is not None and len(predicate.slots) == 1:
        low, high = predicate.numbers
        span = predicate.span
        for number in range(low, high + 1):
            args = (Constant(number, span=span),)
            yield Listed(Sentence(predicate.name, args, span=span), span=span)


def _fixed(table: ReadTable, reads: Reading) -> dict[int, Term] | None:
    """Return the terms that are the same in every row."""
    found: dict[int, Term] = {}
    before = len(reads.problems)
    for index, (filler, slot) in enumerate(zip(table.fillers, table.predicate.slots, strict=True)):
        constant: Constant | None = None
        match filler:
            case syntax.Column():
                continue
            case syntax.Name():
                constant = reads.individuals.name(filler, slot.kind)
            case syntax.Quantity():
                constant = quantity(filler, slot.kind, reads.problems)
            case _:
                reads.problems.append(
                    Diagnostic(
                        "misplaced-term",
                        "a table has columns and constants in its slots, nothing else",
                        filler.span,
                        help="write `{Header of the column}`",
                    )
                )
        if constant is not None:
            found[index] = constant
    return found if len(reads.problems) == before else None


def _args(
    table: ReadTable, row: CsvRow, fixed: dict[int, Term], reads: Reading
) -> tuple[Term, ...] | None:
    problems = reads.problems
    args: list[Term] = []
    for place, (filler, slot) in enumerate(zip(table.fillers, table.predicate.slots, strict=True)):
        if not isinstance(filler, syntax.Column):
            args.append(fixed[place])
            continue
        index = table.columns[filler.header]
        cell = row.cells[index]
        if slot.kind not in VALUE_KINDS:
            if cell:
                words = reads.vocabulary
                name = main_name(cell, slot.kind, words.names, words.called)
                args.append(Constant(Entity(slot.kind, name), span=row.span))
                continue
            problems.append(
                Diagnostic(
                    "empty-cell",
                    f"the column `{filler.header}` needs {a_kind(slot.kind)}",
                    cell_span(row, index),
                    help="write the name, or remove the row",
                )
            )
            continue
        value = value_from_text(cell, slot.kind) if cell else UNKNOWN
        if value is None:
            problems.append(
                Diagnostic(
                    "bad-cell",
                    f"`{cell[:60]}` is not {a_kind(slot.kind)}",
                    cell_span(row, index),
                    help=f"write {example_of(slot.kind)}, or nothing where it is not known",
                )
            )
            continue
        args.append(Constant(value, span=row.span))
    return tuple(args) if len(args) == len(table.fillers) else None


def _is_new(
    table: ReadTable,
    row: CsvRow,
    args: tuple[Term, ...],
    seen: dict[tuple[Term, ...], Span],
    problems: list[Diagnostic],
) -> bool:
    single = table.predicate.single
    free = {single, *table.predicate.together}
    key = tuple(arg for place, arg in enumerate(args) if place not in free)
    named = [term for term in args if isinstance(term, Constant) and isinstance(term.value, Entity)]
    if table.predicate.irreflexive and len(named) != len(set(named)):
        problems.append(
            Diagnostic(
                "irreflexive",
                f"`{template_text(table.predicate)}` never relates an individual to itself",
                row.span,
                (Label(table.predicate.span, "declared `irreflexive` here"),),
                "name two different individuals",
            )
        )
        return False
    first = seen.setdefault(key, row.span)
    if first is row.span:
        return True
    problems.append(
        Diagnostic(
            "duplicate-row",
            "this row stands in the table already"
            if single is None
            else f"this row gives a second {table.predicate.slots[single].role}, and it is single",
            row.span,
            (Label(first, "the first one"),),
            "remove one of them",
        )
    )
    return False
