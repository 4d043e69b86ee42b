"""The resolved tree and the step into it from the syntax tree.

What is not in the tree of sentences and cases is imported when its name is first used: most runs
find their files resolved already, and need that tree alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from parser.resolved.tree import Case, Question, Statement

if TYPE_CHECKING:
    from parser.resolved.cases import resolve_case
    from parser.resolved.from_syntax import resolve_law
    from parser.resolved.law_tree import Law
    from parser.resolved.lexicon import Vocabulary, vocabulary_of
    from parser.resolved.questions import UnknownSentence, resolve_question
    from parser.resolved.statements import resolve_statement
    from parser.resolved.wording import template_text

__all__ = [
    "Case",
    "Law",
    "Question",
    "Statement",
    "UnknownSentence",
    "Vocabulary",
    "resolve_case",
    "resolve_law",
    "resolve_question",
    "resolve_statement",
    "template_text",
    "vocabulary_of",
]

_PASSES = {
    "Law": "law_tree",
    "UnknownSentence": "questions",
    "Vocabulary": "lexicon",
    "resolve_case": "cases",
    "resolve_law": "from_syntax",
    "resolve_question": "questions",
    "resolve_statement": "statements",
    "template_text": "wording",
    "vocabulary_of": "lexicon",
}


def __getattr__(name: str) -> object:
    if name not in _PASSES:
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    return getattr(import_module(f"parser.resolved.{_PASSES[name]}"), name)
