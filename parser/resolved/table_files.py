"""A table of a law file -> its sentence, and the rows of its CSV file with their columns."""

import posixpath
import re
from collections.abc import Callable

from parser.frozen import dataclass
from parser.resolved.csv_rows import CsvRow, cell_span, csv_rows
from parser.resolved.sentences import Reading, find_sentence
from parser.resolved.suggestions import did_you_mean
from parser.resolved.terms import Filler
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import counted, template_text
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label, SourceError

_BAD_PATH = re.compile(r"[\\\x00-\x1f\x7f]|^/|^~|^[A-Za-z]:|://")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read: its predicate, and for each slot a column or a fixed term."""

    declaration: syntax.TableDecl
    predicate: Predicate
    fillers: tuple[Filler, ...]
    columns: dict[str, int]
    cites: int | None
    rows: tuple[CsvRow, ...]


def table_of(
    declaration: syntax.TableDecl, read: Callable[[str], str], reads: Reading
) -> ReadTable | None:
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
    return ReadTable(declaration, predicate, match.fillers, columns, cites, tuple(even))


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
            f"this row has {counted(len(row.cells), 'cell')}, the header {len(header.cells)}",
            row.span,
            (Label(header.span, "the header"),),
            "put a cell that contains a comma in quotes",
        )
    )
    return False
