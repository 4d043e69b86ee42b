"""What to tell the author of a file: data first, rendered elsewhere."""

from collections.abc import Mapping
from typing import Literal

from parser.frozen import dataclass
from parser.text.span import NOWHERE, Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that belongs to a diagnostic, with a few words about it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell the author, with the places that show it.

    `code` is stable and kebab-case (`unsafe-variable`); `message` starts in lower case, has no
    final full stop and puts what the author wrote in backticks; `help` says what to do.
    """

    code: str
    message: str
    at: Span = NOWHERE
    also: tuple[Label, ...] = ()
    help: str | None = None
    severity: Severity = "error"


def warning(code: str, message: str, at: Span, advice: str, *also: Label) -> Diagnostic:
    """Return a diagnostic that is a warning, with what to do about it."""
    return Diagnostic(code, message, at, also, advice, "warning")


class SourceError(Exception):
    """The diagnostics of one pass, raised together at its boundary (never empty)."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics


class Quoted(SourceError):
    """Diagnostics about texts that stand in no file, with these texts by name."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], texts: Mapping[str, str]) -> None:
        super().__init__(diagnostics)
        self.texts = texts
