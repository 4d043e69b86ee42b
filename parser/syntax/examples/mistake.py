"""A mistake with the text that shows it. Data only."""

from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake with its diagnostic; `{found}` in the message is what the author wrote there.

    What is `above` shows at a later line, so the diagnostic points at the line above that.
    """

    code: str
    message: str
    advice: str
    snippets: tuple[str, ...]
    above: bool = False
