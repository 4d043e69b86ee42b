"""CSV tables: a sentence with columns in its slots, and a row of the file for each fact."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from parser.resolved.constants import a_kind, example_of, quantity
from parser.resolved.csv_rows import CsvRow, cell_span, csv_rows
from parser.resolved.literals import value_from_text
from parser.resolved.sentences import Reading, find_sentence
from parser.resolved.suggestions import did_you_mean
from parser.resolved.terms import Filler
from parser.resolved.tree import Constant, Listed, Sentence, Term
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import Span
from parser.values import UNKNOWN, Entity

_BAD_PATH = re.compile(r"[\\\x00-\x1f\x7f]|^/|^~|^[A-Za-z]:|://")


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: its predicate, and for each slot a column or a fixed term."""

    declaration: syntax.TableDecl
    predicate: Predicate
    fillers: tuple[Filler, ...]
    columns: dict[str, int]
    cites: int | None
    rows: tuple[CsvRow, ...]


def read_table(
    declaration: syntax.TableDecl, read: Callable[[str], str], reads: Reading
) -> Table | None:
    """Read the CSV file of a table and match its sentence; report what is wrong and return None.

    `read` gives the text of a file beside the law file. Paths that leave its folder are refused
    before it is called.
    """
    problems = reads.problems
    match = find_sentence(declaration.parts, declaration.span, reads.vocabulary, problems)
    text = _text(declaration, read, problems)
    if text is None:
        return None
    file = posixpath.join(posixpath.dirname(declaration.span.file), declaration.path)
    before = len(problems)
    rows = csv_rows(text, file, problems)
    if not rows and len(problems) == before:
        problems.append(
            Diagnostic(
                "empty-table",
                f"`{declaration.path}` has no header",
                declaration.path_span,
                help="the first line of a table names its columns",
            )
        )
    if not rows:
        return None
    header, *body = rows
    columns, cites = _columns(declaration, header, problems)
    even = [row for row in body if _is_even(row, header, problems)]
    if match is None:
        return None
    predicate = reads.vocabulary.predicates[match.predicate]
    if predicate.origin != "listed":
        problems.append(
            Diagnostic(
                "table-not-listed",
                f"no table can fill `{template_text(predicate)}`",
                declaration.span,
                (Label(predicate.span, f"declared here as {predicate.origin}"),),
                "declare the sentence `(listed)`",
            )
        )
        return None
    if columns is None:
        return None
    return Table(declaration, predicate, match.fillers, columns, cites, tuple(even))


def _text(
    declaration: syntax.TableDecl, read: Callable[[str], str], problems: list[Diagnostic]
) -> str | None:
    path = declaration.path
    if not path or _BAD_PATH.search(path) or ".." in path.split("/"):
        problems.append(
            Diagnostic(
                "table-outside",
                f"`{path[:200]}` is not a file beside the law file",
                declaration.path_span,
                help="write a relative path with `/`, inside the folder of the law file",
            )
        )
        return None
    try:
        return read(path)
    except SourceError as error:
        problems.extend(error.diagnostics)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        problems.append(
            Diagnostic(
                "unreadable-table",
                f"`{path}` cannot be read: {why.lower() if why[1:].islower() else why}",
                declaration.path_span,
                help="the file stands beside the law file and is UTF-8 text",
            )
        )
    return None


def _columns(
    declaration: syntax.TableDecl, header: CsvRow, problems: list[Diagnostic]
) -> tuple[dict[str, int] | None, int | None]:
    """Return the place of each column that the sentence names, and that of `cites`."""
    if len(header.cells) == 1 and ";" in header.text:
        problems.append(
            Diagnostic(
                "wrong-separator",
                "the columns of this table are separated by `;`",
                header.span,
                help="save it with commas between the columns",
            )
        )
        return None, None
    exact: dict[str, int] = {}
    for index, name in enumerate(header.cells):
        if name in exact:
            problems.append(
                Diagnostic(
                    "duplicate-column",
                    f"two columns are called `{name}`",
                    cell_span(header, index),
                    (Label(cell_span(header, exact[name]), "the first one"),),
                    "give one of them another header",
                )
            )
        exact.setdefault(name, index)
    folded = {name.casefold(): index for name, index in exact.items()}
    found: dict[str, int] = {}
    complete = True
    for part in declaration.parts:
        if not isinstance(part, syntax.Column):
            continue
        wanted = part.header.strip()
        if wanted in exact or wanted.casefold() in folded:
            found[part.header] = exact.get(wanted, folded[wanted.casefold()])
            continue
        complete = False
        listed = ", ".join(f"`{name}`" for name in header.cells[:20])
        otherwise = f"its columns are {listed}"
        problems.append(
            Diagnostic(
                "unknown-column",
                f"`{declaration.path}` has no column `{part.header}`",
                part.span,
                (Label(header.span, "the header"),),
                did_you_mean(part.header, exact, otherwise, problems),
            )
        )
    return (found if complete else None), folded.get("cites")


def _is_even(row: CsvRow, header: CsvRow, problems: list[Diagnostic]) -> bool:
    if len(row.cells) == len(header.cells):
        return True
    problems.append(
        Diagnostic(
            "ragged-row",
            f"this row has {len(row.cells)} cells, the header has {len(header.cells)}",
            row.span,
            (Label(header.span, "the header"),),
            "put a cell that contains a comma in quotes",
        )
    )
    return False


def declare_names(
    table: Table, names: dict[str, str], places: dict[str, Span], problems: list[Diagnostic]
) -> set[str]:
    """Add what stands in the columns of individuals to `names`; return the kinds so listed."""
    kinds: set[str] = set()
    for filler, slot in zip(table.fillers, table.predicate.slots, strict=True):
        if not isinstance(filler, syntax.Column) or slot.kind in VALUE_KINDS:
            continue
        kinds.add(slot.kind)
        index = table.columns[filler.header]
        for row in table.rows:
            name = row.cells[index]
            if not name:
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


def listed_rows(table: Table, reads: Reading) -> list[Listed]:
    """Return a fact for each row; an empty value cell is a value that is not known."""
    fixed = _fixed(table, reads)
    if fixed is None:
        return []
    found: list[Listed] = []
    seen: dict[tuple[Term, ...], Span] = {}
    for row in table.rows:
        args = _args(table, row, fixed, reads.problems)
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


def _fixed(table: Table, reads: Reading) -> dict[int, Term] | None:
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
    table: Table, row: CsvRow, fixed: dict[int, Term], problems: list[Diagnostic]
) -> tuple[Term, ...] | None:
    args: list[Term] = []
    for place, (filler, slot) in enumerate(zip(table.fillers, table.predicate.slots, strict=True)):
        if not isinstance(filler, syntax.Column):
            args.append(fixed[place])
            continue
        index = table.columns[filler.header]
        cell = row.cells[index]
        if slot.kind not in VALUE_KINDS:
            if cell:
                args.append(Constant(Entity(slot.kind, cell), span=row.span))
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
    table: Table,
    row: CsvRow,
    args: tuple[Term, ...],
    seen: dict[tuple[Term, ...], Span],
    problems: list[Diagnostic],
) -> bool:
    single = table.predicate.single
    key = args if single is None else (*args[:single], *args[single + 1 :])
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
