"""What can fill a slot: the terms that start at a place of a row of tokens."""

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from parser.frozen import dataclass
from parser.resolved.literals import number_from_text
from parser.resolved.trie import Names
from parser.resolved.wording import ARTICLES, pieces, starts_name
from parser.syntax.tree import Column, Name, Quantity, Reference, Today, Token
from parser.text.span import NOWHERE, Span, join
from parser.values import Value

Pronoun = Literal["who", "which", "how many", "how much", "when", "someone", "_"]


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A question word in the place of a term, with its noun (`which country`) or ''.

    `someone` and `_` are existential, every other pronoun asks for values. `name` is what the
    atom form calls its open slot (`?x`).
    """

    pronoun: Pronoun
    noun: str = ""
    name: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Filler = Reference | Name | Quantity | Today | Column | QuestionWord
Piece = Token | Column
Candidate = tuple[int, Filler]

_PRONOUNS: dict[str, Pronoun] = {"who": "who", "whom": "who", "when": "when"}
_EXISTENTIAL = {"someone", "somebody", "anyone", "anybody"}
_ANYTHING = {"something", "anything"}


def term_at(
    row: Sequence[Piece], at: int, names: Names, asking: bool, articles: bool = False
) -> list[Candidate]:
    """Return the terms that start at `at` with the place after each, the preferred one first.

    A term is `a NOUN`, `the NOUN`, `another NOUN`, `the other NOUN`, a declared name (longest
    first), quoted text, a capitalised word, a literal or `today`; when `asking` also a question
    word, and with `articles` a name that is declared without the article before it or with it.

    >>> row = (Token("word", "the"), Token("word", "Spouse"), Token("word", "is"))
    >>> from parser.resolved.trie import names_of
    >>> term_at(row, 0, names_of(()), False)
    [(2, Reference(determiner='the', noun='spouse'))]
    """
    if at >= len(row):
        return []
    piece = row[at]
    if isinstance(piece, Column):
        return [(at + 1, piece)]
    match piece.kind:
        case "text":
            return [(at + 1, Name(piece.text, True, span=piece.span))]
        case "word":
            found = _word_at(row, at, piece, names, asking)
            return found + _without_article(row, at, piece, names, found) if articles else found
        case "mark":
            return name_at(row, at, names) + (_atom_mark(row, at, piece) if asking else [])
        case _:
            found = name_at(row, at, names)
            if piece.value is not None:
                found.append((at + 1, Quantity(piece.value, span=piece.span)))
            return found


def _word_at(
    row: Sequence[Piece], at: int, word: Token, names: Names, asking: bool
) -> list[Candidate]:
    key = word.text.casefold()
    found = name_at(row, at, names)
    if key in ARTICLES or key in {"the", "another"}:
        found += _reference_at(row, at, key)
    elif key == "today":
        found.append((at + 1, Today(span=word.span)))
    elif asking and (questions := _question_at(row, at, word, key)):
        found += questions
    if starts_name(word.text) and not any(end == at + 1 for end, _ in found):
        found.append((at + 1, Name(word.text, span=word.span)))
    return found


def _word(row: Sequence[Piece], at: int) -> Token | None:
    piece = row[at] if at < len(row) else None
    return piece if isinstance(piece, Token) and piece.kind == "word" else None


def _reference_at(row: Sequence[Piece], at: int, key: str) -> list[Candidate]:
    first, noun = _word(row, at), _word(row, at + 1)
    if first is None or noun is None:
        return []
    if key == "the" and noun.text.casefold() == "other":
        if (noun := _word(row, at + 2)) is None:
            return []
        other = Reference("the other", noun.text.casefold(), span=join(first.span, noun.span))
        return [(at + 3, other)]
    span = join(first.span, noun.span)
    if key == "another":
        return [(at + 2, Reference("another", noun.text.casefold(), span=span))]
    determiner: Literal["a", "the"] = "a" if key in ARTICLES else "the"
    said = Reference(determiner, noun.text.casefold(), written=noun.text, span=span)
    return [(at + 2, said)]


def _without_article(
    row: Sequence[Piece], at: int, word: Token, names: Names, found: Sequence[Candidate]
) -> list[Candidate]:
    """Return the names that are declared without the article here, or with one that is left out."""
    named: list[Candidate] = []
    if word.text.casefold() == "the":
        named = name_at(row, at + 1, names)
    elif (the := names.steps[0].get("the")) is not None:
        named = name_at(row, at, names, the)
    exact = {one for one in found if isinstance(one[1], Name)}
    return [one for one in named if one not in exact]


def name_at(row: Sequence[Piece], at: int, names: Names, node: int = 0) -> list[Candidate]:
    """Return the declared names that start at `at`, the longest first.

    `node` is where the pieces of a name have led before.
    """
    found: list[Candidate] = []
    for end in range(at, len(row)):
        piece = row[end]
        if not isinstance(piece, Token) or piece.kind == "text":
            break
        following = names.steps[node].get(piece.text)
        if following is None and piece.kind != "mark":
            following = node
            for part in pieces(piece.text):
                following = names.steps[following].get(part)
                if following is None:
                    break
        if following is None:
            break
        node = following
        if node in names.ends:
            first = row[at]
            assert isinstance(first, Token)
            name = Name(names.ends[node], span=join(first.span, piece.span))
            found.append((end + 1, name))
    found.reverse()
    return found


def _question_at(row: Sequence[Piece], at: int, word: Token, key: str) -> list[Candidate]:
    if key in _PRONOUNS:
        return [(at + 1, QuestionWord(_PRONOUNS[key], span=word.span))]
    if key in _EXISTENTIAL:
        return [(at + 1, QuestionWord("someone", "person", span=word.span))]
    if key in _ANYTHING:
        return [(at + 1, QuestionWord("someone", span=word.span))]
    if key == "_":
        return [(at + 1, QuestionWord("_", span=word.span))]
    if key.startswith("?") and len(key) > 1:
        return [(at + 1, QuestionWord("which", name=key[1:], span=word.span))]
    noun = _word(row, at + 1)
    if key in {"which", "what"}:
        alone: list[Candidate] = [(at + 1, QuestionWord("which", span=word.span))]
        if noun is None:
            return alone
        span = join(word.span, noun.span)
        return [(at + 2, QuestionWord("which", noun.text.casefold(), span=span)), *alone]
    if key == "how" and noun is not None and noun.text.casefold() in {"many", "much"}:
        return _how_many(row, at, word, noun)
    return []


def _how_many(row: Sequence[Piece], at: int, how: Token, many: Token) -> list[Candidate]:
    pronoun: Pronoun = "how many" if many.text.casefold() == "many" else "how much"
    found: list[Candidate] = []
    if (noun := _word(row, at + 2)) is not None:
        span = join(how.span, noun.span)
        found.append((at + 3, QuestionWord(pronoun, noun.text.casefold(), span=span)))
    found.append((at + 2, QuestionWord(pronoun, span=join(how.span, many.span))))
    return found


def _atom_mark(row: Sequence[Piece], at: int, mark: Token) -> list[Candidate]:
    if mark.text == "_":
        return [(at + 1, QuestionWord("_", span=mark.span))]
    if mark.text == "?" and (name := _word(row, at + 1)) is not None:
        return [(at + 2, QuestionWord("which", name=name.text, span=join(mark.span, name.span)))]
    return []


def unit_of(piece: Piece) -> tuple[Value, str] | None:
    """Return the number and the unit of a token such as `90 days`, else None.

    A template may spell the unit itself: `for {number} days`.

    >>> from parser.values import Duration
    >>> unit_of(Token("duration", "90 days", Duration(days=90)))
    (90, 'days')
    """
    if not isinstance(piece, Token) or piece.kind not in {"duration", "amount"}:
        return None
    first, _, unit = piece.text.partition(" ")
    unit = unit.strip()
    value = number_from_text(first)
    return (value, unit.casefold()) if value is not None and unit else None
