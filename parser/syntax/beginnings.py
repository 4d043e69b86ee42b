"""The words that lines of a rule begin with, and what people begin them with elsewhere."""

from collections.abc import Sequence
from difflib import get_close_matches

from parser.syntax.conditions import has_label
from parser.syntax.lexed import spanning
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic

_CONNECTIVES = ("if", "and", "unless")

_ELSEWHERE = {
    ("else",): "a rule has no `else`: write what holds otherwise as a rule of its own",
    ("otherwise",): "a rule has no `otherwise`: write what holds otherwise as a rule of its own",
    ("but", "not"): "write `unless` and what must not hold",
    ("but",): "write `and` and a whole condition, or `unless` and what must not hold",
    ("and", "not"): "write `unless` and what must not hold",
    ("except", "if"): "write `unless` and what must not hold",
    ("except", "when"): "write `unless` and what must not hold",
    ("except",): "write `unless` and what must not hold",
    ("not",): "write `unless` and what must not hold",
    ("when",): "write `if` before the first condition, `and` before those that follow",
    ("where",): "write `if` before the first condition, `and` before those that follow",
    ("provided", "that"): "write `if` before the first condition, `and` before those that follow",
    ("also",): "write `and`",
    ("plus",): "write `and`",
    ("while",): "write `and`",
    ("&",): "write `and`",
}
"""What begins a condition elsewhere, and what to write here; longer ones stand first."""


def begun(pieces: Sequence[Token]) -> Diagnostic | None:
    """Return what is wrong with the word that a line of a rule begins with, if it is that.

    >>> from parser.syntax.scan import scan
    >>> found = begun(scan("unles the person is banned", "a.law", 0, 1))
    >>> found.help if found else ""
    'did you mean `unless`?'
    """
    words = [piece.text.casefold() for piece in pieces[:2]]
    for count in (2, 1):
        advice = _ELSEWHERE.get(tuple(words[:count]))
        if advice is not None:
            shown = " ".join(piece.text for piece in pieces[:count])
            return Diagnostic(
                "unknown-connective",
                f"no condition begins with `{shown}`",
                spanning(pieces[:count]),
                help=advice,
            )
    word = words[0]
    near = get_close_matches(word, _CONNECTIVES, 1, 0.6) if 1 < len(word) < 9 else []
    if not near or word in {"a", "an", "the", "any"} or word in _CONNECTIVES:
        return None
    return Diagnostic(
        "unknown-connective",
        f"no condition begins with `{pieces[0].text}`",
        pieces[0].span,
        help=f"did you mean `{near[0]}`?",
    )


def condition_of(pieces: Sequence[Token]) -> Sequence[Token]:
    """Return a line of a rule without its connective and its label."""
    if pieces and pieces[0].text.casefold() in (*_CONNECTIVES, "that"):
        pieces = pieces[1:]
    return pieces[3:] if has_label(pieces) else pieces
