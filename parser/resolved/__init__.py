"""The resolved tree and the step into it from the syntax tree."""

from parser.resolved.from_syntax import resolve_law
from parser.resolved.lexicon import Vocabulary, vocabulary_of
from parser.resolved.tree import Law

__all__ = ["Law", "Vocabulary", "resolve_law", "vocabulary_of"]
