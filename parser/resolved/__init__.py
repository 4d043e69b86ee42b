"""The resolved tree and the step into it from the syntax tree."""

from parser.resolved.cases import resolve_case
from parser.resolved.from_syntax import resolve_law
from parser.resolved.lexicon import Vocabulary, vocabulary_of
from parser.resolved.questions import UnknownSentence, resolve_question
from parser.resolved.statements import resolve_statement
from parser.resolved.tree import Case, Law, Question, Statement
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
