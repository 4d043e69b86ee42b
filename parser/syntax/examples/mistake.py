"""A mistake with the text that shows it. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake with its diagnostic; `{found}` in the message is what the author wrote there."""

    code: str
    message: str
    advice: str
    snippets: tuple[str, ...]
