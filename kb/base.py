"""A knowledge base: laws read together, what can be said in their words, and their program.

`kb.from_files` makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from parser.datalog.tree import Program
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from kb.remedies import Remedies
    from parser.resolved.from_translated import Reader
    from parser.resolved.law_tree import Law
    from parser.resolved.lexicon import Vocabulary
    from parser.resolved.translation import Translation


@dataclass(frozen=True)
class KnowledgeBase:
    """Laws in the order in which they build on one another, ready to be asked.

    `predicates` are the sentences that can be said, and those made by lowering, by Datalog name.
    `cases` are the paths of the case files found with the laws. `digest` changes whenever a file or
    the code does; laws that come from no files may have none. `warnings` are what the authors may
    want to know. `program`, `laws` and `vocabulary` are read when first looked at: a question that
    was asked before needs none.
    """

    predicates: Mapping[str, Predicate]
    read_program: Callable[[], Program] = field(compare=False, repr=False)
    read_laws: Callable[[], tuple[Law, ...]] = field(compare=False, repr=False)
    read_version: Callable[[], str] = field(compare=False, repr=False)
    cases: tuple[str, ...] = ()
    digest: str = ""
    warnings: tuple[Diagnostic, ...] = ()
    read_remedies: Callable[[], Remedies] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def identity(self) -> object:
        """What only knowledge bases of the same content share, for keys of what is kept of them.

        Without a digest it is an object that nothing else equals, as long as a key holds it.
        """
        return self.digest or object()

    @cached_property
    def program(self) -> Program:
        """The Datalog of the laws, safe, ordered and stratified."""
        return self.read_program()

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """The laws, each after those that it uses."""
        return self.read_laws()

    @cached_property
    def remedies(self) -> Remedies:
        """What the laws declare can be done against a decision; kept apart, for they are few."""
        if self.read_remedies is not None:
            return self.read_remedies()
        from kb.remedies import declared_remedies

        return declared_remedies(self.laws)

    @cached_property
    def version(self) -> str:
        """A hash of the content of the laws and their tables, wherever they stand."""
        return self.read_version()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What can be said in the words of all the laws."""
        from parser.resolved.lexicon import vocabulary_of

        return vocabulary_of(self.laws)

    @cached_property
    def translation(self) -> Translation:
        """How Montenegrin says what the laws say; raises SourceError for what is wrong in it."""
        from kb.translations import read_translation

        return read_translation(self.laws)

    @cached_property
    def reader(self) -> Reader | None:
        """What reads Montenegrin for these laws; None if they have no translation."""
        from parser.resolved.from_translated import Reader

        found = self.translation
        return Reader(found, self.predicates, self.vocabulary.names) if found.forms else None
