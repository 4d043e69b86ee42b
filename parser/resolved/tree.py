"""The resolved form of sentences, cases and questions: every name is known. Data only.

What laws say of them is in `parser.resolved.law_tree`, which a question does not need whose laws
were read before.
"""

from dataclasses import field
from datetime import date
from typing import Literal

from parser.frozen import dataclass
from parser.text.span import NOWHERE, Span
from parser.values import Value


@dataclass(frozen=True, slots=True)
class Variable:
    """`a spouse` and every `the spouse` after it; `kind` comes from the slots it stands in."""

    name: str
    kind: str
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that a sentence names."""

    value: Value
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Term = Variable | Constant


@dataclass(frozen=True, slots=True)
class Sentence:
    """A predicate applied to terms, in slot order."""

    predicate: str
    args: tuple[Term, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Kind = Literal["states", "denies", "closes", "closes all", "opens"]
"""What a line of a case does."""

EVERYTHING = Sentence("", ())
"""The sentence of a line that closes every given one."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of a case: states or denies a sentence, closes a relation, or leaves one open.

    A `Variable` argument is a wildcard: in a denial "no such one at all", in a closure "all of
    them are given", in a stated value slot "not known", in a stated entity slot "someone".
    `closes all` closes every given sentence, and its own has no predicate. What `opens` speaks of
    is not closed by it, nor by the vocabulary (`else no`): it is not known, whatever the values.
    """

    kind: Kind
    sentence: Sentence
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence turned round.

    `open` names the variables whose values are wanted, in order; other variables are
    existential. With `how_many` only the number of values is wanted. The sentence of a question
    that nothing in the vocabulary answers (an expected `silent`) has the predicate `""`. `language`
    is empty for that of the law.
    """

    sentence: Sentence
    open: tuple[str, ...] = ()
    how_many: bool = False
    text: str = ""
    language: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Verdict = Literal["yes", "no", "depends", "unknown", "silent", "conflict"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case expects: a verdict, or the values that are certain (`none` = empty tuple).

    `by` are ids of rules that the proof must use.
    """

    question: Question
    verdict: Verdict | None = None
    values: tuple[tuple[Value, ...], ...] | None = None
    by: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Case:
    """A worked situation.

    `names` are the individuals it introduces, with their kinds; `under` are readings and bodies
    of law that it chooses, `meaning` is the law whose sentence it means where several have it.
    """

    title: str
    as_of: date | None = None
    statements: tuple[Statement, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    under: dict[str, str] = field(default_factory=dict)
    meaning: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)
