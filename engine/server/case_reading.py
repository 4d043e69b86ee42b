"""The cases of files as they stand in the editor, read again only as far as they changed."""

from collections.abc import Mapping
from dataclasses import replace

from engine.server.sentences import in_case, names_in
from kb.base import KnowledgeBase
from kb.case_remarks import case_remarks
from kb.from_files import read_cases_in_part
from kb.statement_remarks import statement_remarks
from parser.frozen import dataclass
from parser.resolved.lexicon import Vocabulary
from parser.resolved.tree import Case
from parser.syntax.from_text import parse_cases_in_part
from parser.syntax.montenegrin import case_file, is_case_file
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import Span
from parser.values import Entity


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a file in the words of the laws, and the errors of the others.

    `sentences` and `names` are where the cases say what: a sentence by its predicate.
    """

    cases: tuple[Case, ...]
    errors: tuple[Diagnostic, ...]
    sentences: Mapping[str, tuple[Span, ...]]
    names: Mapping[Entity, tuple[Span, ...]]


NO_CASES = Cases((), (), {}, {})


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of a file, from which text, and in which words."""

    text: str
    words: int
    digest: str
    clean: bool
    cases: Cases


class CaseReader:
    """Reads the cases beside the laws of a folder, and keeps what it read last of each file.

    Cases without an error rest on their text and on the words of the laws, not on what the rules
    make of them: a change of a rule leaves them as they were read. An error may point into a law,
    and what a case in Montenegrin means stands in translations: those are read again whenever a
    law changes.
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._known: dict[str, _Known] = {}
        self._wrong: dict[str, tuple[object, tuple[Diagnostic, ...]]] = {}
        self._words = 0
        self._digest = ""
        self._vocabulary: Vocabulary | None = None

    def read(self, path: str, text: str, kb: KnowledgeBase) -> Cases:
        """Return the cases in a text, in the words of `kb`."""
        words = self._words_of(kb)
        known = self._known.get(path)
        if (
            known is None
            or known.text != text
            or (known.digest != kb.digest and not (known.clean and known.words == words))
        ):
            found = _read(path, text, kb)
            clean = not found.errors and not is_case_file(text)
            known = self._known[path] = _Known(text, words, kb.digest, clean, found)
        return known.cases

    def problems(
        self, path: str, text: str, kb: KnowledgeBase | None, in_form: bool
    ) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the cases of a file, and what may be meant otherwise.

        Only their form is looked at where the laws have errors (`in_form`), or were never read.
        """
        seen = (text, kb.digest if kb is not None else "", in_form)
        known = self._wrong.get(path)
        if known is None or known[0] != seen:
            known = self._wrong[path] = (seen, self._problems(path, text, kb, in_form))
        return known[1]

    def _problems(
        self, path: str, text: str, kb: KnowledgeBase | None, in_form: bool
    ) -> tuple[Diagnostic, ...]:
        if kb is None or in_form:
            written = case_file(text) if is_case_file(text) else text
            return parse_cases_in_part(written, path)[1]
        found = self.read(path, text, kb)
        remarks = case_remarks(found.cases, kb.vocabulary.names)
        about = (one for case in found.cases for one in statement_remarks(case, kb))
        return (*found.errors, *remarks, *about)

    def _words_of(self, kb: KnowledgeBase) -> int:
        """Return a number that is another one when cases may be read otherwise than before."""
        if kb.digest != self._digest:
            # which rules need a sentence is only spoken of in errors
            vocabulary = replace(kb.vocabulary, needs={})
            if vocabulary != self._vocabulary:
                self._words += 1
            self._digest, self._vocabulary = kb.digest, vocabulary
        return self._words


def _read(path: str, text: str, kb: KnowledgeBase) -> Cases:
    try:
        cases, errors = read_cases_in_part(text, path, kb)
    except SourceError as error:  # what is wrong in a translation is said of its own file
        return Cases((), error.diagnostics, {}, {})
    sentences: dict[str, list[Span]] = {}
    names: dict[Entity, list[Span]] = {}
    for case in cases:
        for one in in_case(case):
            if not one.span.file:
                continue
            sentences.setdefault(one.predicate, []).append(one.span)
            for name, span in names_in(one):
                names.setdefault(name, []).append(span)
    return Cases(
        cases,
        errors,
        {predicate: tuple(spans) for predicate, spans in sentences.items()},
        {name: tuple(spans) for name, spans in names.items()},
    )
