"""A rule of the linter. Data only."""

from collections.abc import Callable, Iterator

from engine.lint.laws import Laws
from parser.frozen import dataclass
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span

Find = Callable[[Laws], Iterator[Diagnostic]]
"""What a rule does: the laws -> what it finds in them."""


@dataclass(frozen=True, slots=True)
class LintRule:
    """A fault that laws have, and the pass that finds it.

    `code` and `name` are stable: what stands in switches, and in reports that are kept. `summary`
    says in a few words what is found.
    """

    code: str
    name: str
    summary: str
    find: Find


def finding(code: str, message: str, at: Span, advice: str, *also: Label) -> Diagnostic:
    """Return what a rule found: a warning, with what to do about it."""
    return Diagnostic(code, message, at, also, advice, "warning")
