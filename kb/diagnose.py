"""Files -> the errors and warnings about the laws and cases in them."""

import os
from collections.abc import Sequence

from kb.case_remarks import case_remarks
from kb.files import laws_beside
from kb.from_files import find, load_cases, load_laws
from kb.law_remarks import law_remarks
from kb.statement_remarks import statement_remarks
from parser.frozen import dataclass
from parser.resolved.law_tree import Law
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How many law files and case files were looked at, and the errors and warnings about them."""

    laws: int
    cases: int
    diagnostics: tuple[Diagnostic, ...]


def diagnose(*paths: os.PathLike[str] | str) -> Diagnosis:
    """Return all diagnostics of these files and folders.

    Cases are read in the words of the laws among the files, or else of those beside the cases, or
    else of those of Montenegro; when the laws have errors, only the form of the cases is checked.
    """
    try:
        found = find(*paths)
    except SourceError as error:
        return Diagnosis(0, 0, error.diagnostics)
    problems: list[Diagnostic] = []
    kb = None
    try:
        kb = load_laws(found.laws or laws_beside(found.cases) or find().laws)
        problems.extend(kb.warnings)
        if found.laws:
            problems.extend(law_remarks(kb.laws))
            problems.extend(_translated(kb.laws))
    except SourceError as error:
        problems.extend(error.diagnostics)
    for path in found.cases:
        try:
            if kb is None:
                _parse(path)
            else:
                cases = load_cases(path, kb)
                problems.extend(case_remarks(cases, kb.vocabulary.names))
                for case in cases:
                    problems.extend(statement_remarks(case, kb))
        except SourceError as error:
            problems.extend(error.diagnostics)
    return Diagnosis(len(found.laws), len(found.cases), tuple(problems))


def _translated(laws: Sequence[Law]) -> list[Diagnostic]:
    """Return what is wrong with the translation files beside the laws."""
    from kb.translations import files_of, resolve_files

    problems: list[Diagnostic] = []
    texts: list[tuple[str, str]] = []
    for path in files_of(laws):
        try:
            texts.append((path, read_source(path)))
        except SourceError as error:
            problems.extend(error.diagnostics)
    if texts:
        resolve_files(texts, laws, problems)
    return problems


def _parse(path: str) -> None:
    from parser.syntax.from_text import parse_cases

    parse_cases(read_source(path), path)
