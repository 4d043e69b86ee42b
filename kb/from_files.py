"""Files -> knowledge base: found, ordered, parsed, resolved, lowered, checked, and kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kb import cache
from kb.base import KnowledgeBase
from kb.files import Found, find_files, laws_beside
from kb.garbage import seldom_collected, uncollected
from kb.tables import Read, is_unchanged, table_reader
from parser.datalog.tree import Program
from parser.resolved.tree import Case
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.words.sentence import Declaring

if TYPE_CHECKING:
    from kb.remedies import Remedies
    from parser.resolved.law_tree import Law

_T = TypeVar("_T")

FileText = tuple[str, str]
"""The path of a file, as it is shown to people, and its text."""


def load(*paths: os.PathLike[str] | str) -> KnowledgeBase:
    """Return the knowledge base of these files and folders, or of the laws of Montenegro.

    Raises SourceError with all the errors of all files. What was parsed before is taken from
    the cache as long as no file has changed.

    >>> "citizenship" in [law.id for law in load().laws]
    True
    """
    found = find(*paths)
    return replace(load_laws(found.laws), cases=found.cases)


def find(*paths: os.PathLike[str] | str) -> Found:
    """Return the law and case files that `load` would read.

    Without paths they are those of Montenegro. Cases named alone bring the laws beside them; if
    there are none, those of Montenegro. Raises SourceError for paths that cannot be used.
    """
    problems: list[Diagnostic] = []
    found = find_files(paths or (shipped(),), problems)
    if problems:
        raise SourceError(tuple(problems))
    if found.cases and not found.laws:
        return Found(laws_beside(found.cases) or find().laws, found.cases)
    return found


def shipped() -> str:
    """Return the folder with the laws of Montenegro, from here if it is below this folder."""
    folder = os.path.join(os.path.dirname(__file__), "montenegro")
    try:
        near = os.path.relpath(folder)
    except (ValueError, OSError):
        return folder
    return folder if near.startswith(os.pardir) else near


def read_texts(paths: Sequence[str], problems: list[Diagnostic]) -> tuple[FileText, ...]:
    """Return the text of each file that can be read; adds a problem for each that cannot."""
    texts: list[FileText] = []
    for path in paths:
        try:
            texts.append((path, read_source(path)))
        except SourceError as error:
            problems.extend(error.diagnostics)
    return tuple(texts)


def load_laws(paths: Sequence[str]) -> KnowledgeBase:
    """Return the knowledge base of these law files; raises SourceError with all their errors."""
    problems: list[Diagnostic] = []
    texts = read_texts(paths, problems)
    if not problems:
        return load_texts(texts)
    resolve(texts, {}, problems)
    raise SourceError(tuple(problems))


def load_texts(texts: Sequence[FileText]) -> KnowledgeBase:
    """Return the knowledge base of these texts, from the cache if it is there.

    Raises SourceError with all errors of the laws.
    """
    key = cache.key("laws", *(part for text in texts for part in text))
    kept = cache.fetch(key)
    if kept is not None and is_unchanged(kept[2]):
        predicates, names, read, warnings = kept
        laws = partial(_laws_again, texts, key)
        program = partial(_program_again, key, laws)
    else:
        from kb.remedies import declared_remedies

        read = {}
        with uncollected():
            resolved = _resolved(texts, read)
            lowered, warnings = lower(resolved)
        predicates = lowered.predicates
        names = tuple(sorted({name for law in resolved for name in law.names}))
        cache.store(key, (predicates, names, read, warnings))
        cache.store(f"{key}.laws", resolved)
        cache.store(f"{key}.program", lowered)
        cache.store(f"{key}.remedies", declared_remedies(resolved))
        laws, program = partial(_same, resolved), partial(_same, lowered)
    digest = hashlib.sha256(f"{key} {sorted(read.items())}".encode()).hexdigest()
    found = partial(_version, texts, read)
    said = Declaring(predicates, names)
    remedies = partial(_remedies_again, key, laws)
    return KnowledgeBase(
        said,
        program,
        laws,
        found,
        digest=digest,
        warnings=warnings,
        read_remedies=remedies,
    )


def _version(texts: Sequence[FileText], read: Read) -> str:
    """Return a hash of what laws and tables say, the same on every machine and in every folder."""
    said = sorted((os.path.basename(path), text) for path, text in texts)
    tables = sorted((os.path.basename(path), digest) for path, digest in read.items())
    return hashlib.sha256(repr((said, tables)).encode("utf-8", "surrogatepass")).hexdigest()


def _resolved(texts: Sequence[FileText], read: Read) -> tuple[Law, ...]:
    problems: list[Diagnostic] = []
    laws = resolve(texts, read, problems)
    if problems:
        raise SourceError(tuple(problems))
    return laws


def resolve(texts: Sequence[FileText], read: Read, problems: list[Diagnostic]) -> tuple[Law, ...]:
    """Return the laws that these texts state, each after those that it uses.

    `read` receives the tables that were read, `problems` the errors of all files. A law is not
    resolved when one that it uses has errors.
    """
    from kb.in_part import read_in_part
    from parser.resolved.from_syntax import resolve_law_in_part
    from parser.syntax.from_text import parse_law_in_part
    from parser.syntax.tree import LawFile

    def resolved(tree: LawFile, used: Sequence[Law]) -> tuple[Law, tuple[Diagnostic, ...]]:
        return resolve_law_in_part(tree, used, table_reader(tree.law.span.file, read))

    return read_in_part(texts, parse_law_in_part, resolved, problems).laws


def lower(laws: Sequence[Law]) -> tuple[Program, tuple[Diagnostic, ...]]:
    """Return the checked program of some laws, and warnings about it.

    Raises SourceError for words that clash and for what cannot be evaluated.
    """
    from parser.datalog.check import check
    from parser.datalog.constraints import idle_constraints
    from parser.datalog.currencies import mixed_currencies
    from parser.datalog.endless import endless_rules
    from parser.datalog.from_resolved import lower as to_datalog
    from parser.datalog.unreachable import unreachable
    from parser.datalog.without_spans import without_spans
    from parser.resolved.lexicon import vocabulary_of

    vocabulary_of(laws)
    program = check(to_datalog(laws))
    return without_spans(program), (
        *unreachable(program),
        *idle_constraints(program),
        *endless_rules(program),
        *mixed_currencies(program),
    )


def load_cases(path: os.PathLike[str] | str, kb: KnowledgeBase) -> tuple[Case, ...]:
    """Return the cases of a file in the words of `kb`; raises SourceError with all its errors."""
    cases, problems = load_cases_in_part(path, kb)
    if problems:
        raise SourceError(problems)
    return cases


def load_cases_in_part(
    path: os.PathLike[str] | str, kb: KnowledgeBase
) -> tuple[tuple[Case, ...], tuple[Diagnostic, ...]]:
    """Return the cases of a file that can be read, and the errors of all others.

    Raises SourceError for a file that cannot be read at all.
    """
    name = os.fspath(path)
    text = read_source(name)
    key = cache.key("cases", kb.digest, name, text)
    kept: tuple[Case, ...] | None = cache.fetch(key)
    if kept is not None:
        return kept, ()
    cases, problems = read_cases_in_part(text, name, kb)
    if not problems and not _is_translated(text):
        # what a translation file says is no part of the key
        cache.store(key, cases)
    return cases, problems


def read_cases(text: str, name: str, kb: KnowledgeBase) -> tuple[Case, ...]:
    """Return the cases in a text; `name` is what errors call the file.

    Raises SourceError with all the errors of all cases.
    """
    with seldom_collected():
        cases, problems = read_cases_in_part(text, name, kb)
    if problems:
        raise SourceError(problems)
    return cases


def read_cases_in_part(
    text: str, name: str, kb: KnowledgeBase
) -> tuple[tuple[Case, ...], tuple[Diagnostic, ...]]:
    """Return the cases in a text that can be read, and the errors of all others.

    A malformed line leaves out the whole file: whose line it was to be is then not known.
    """
    from parser.resolved.cases import resolve_case
    from parser.syntax.from_text import parse_cases_in_part

    cases: list[Case] = []
    translated = _is_translated(text)
    if translated:
        from parser.syntax.montenegrin import case_file

        text = case_file(text)
    read, malformed = parse_cases_in_part(text, name)
    problems = list(malformed)
    for case in read:
        try:
            if translated:
                from kb.translated import as_typed, case_in_english

                cases.append(as_typed(resolve_case(case_in_english(case, kb), kb.vocabulary), case))
            else:
                cases.append(resolve_case(case, kb.vocabulary))
        except SourceError as error:
            problems.extend(error.diagnostics)
    # every case reports the errors of the background that it shares with the others
    found = tuple(dict.fromkeys(problems))
    if found:
        from kb.law_elsewhere import law_elsewhere

        found = law_elsewhere(name, found, kb, shipped())
    return () if malformed else tuple(cases), found


def _is_translated(text: str) -> bool:
    """Tell whether the cases of a file are in Montenegrin; read only where one could be."""
    if not any(word in text for word in ("slučaj", "pozadina", "случај", "позадина")):
        return False
    from parser.syntax.montenegrin import is_case_file

    return is_case_file(text)


def _laws_again(texts: Sequence[FileText], key: str) -> tuple[Law, ...]:
    kept: tuple[Law, ...] | None = cache.fetch(f"{key}.laws")
    return kept if kept is not None else _resolved(texts, {})


def _program_again(key: str, laws: Callable[[], tuple[Law, ...]]) -> Program:
    kept: Program | None = cache.fetch(f"{key}.program")
    return kept if kept is not None else lower(laws())[0]


def _remedies_again(key: str, laws: Callable[[], tuple[Law, ...]]) -> Remedies:
    kept: Remedies | None = cache.fetch(f"{key}.remedies")
    if kept is not None:
        return kept
    from kb.remedies import declared_remedies

    return declared_remedies(laws())


def _same(one: _T) -> _T:
    return one
