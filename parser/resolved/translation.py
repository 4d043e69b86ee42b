"""How a language says what laws say: forms of sentences, nouns, names and texts. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parser.text.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A slot in a form, with the noun that carries its case and what stands for nobody named.

    In `u braku je sa {osobom spouse}` the carrier is `osobom`: `sa osobom Marko`, and `sa nekom
    osobom` where nobody is named.
    """

    slot: int
    carrier: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A word that agrees with the number before it: with 1, with 2 to 4, with the others."""

    forms: tuple[str, str, str]


Part = str | Place | Counted


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: its gender (`a` is masculine and alive), and five cases from the nominative on."""

    gender: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextOf:
    """The title and texts of one id; `digest` is that of the text they translate, if known."""

    title: str = ""
    says: str = ""
    cites: str = ""
    reads: tuple[str, ...] = ()
    reason: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """What laws say, in one language.

    `forms` and `closings` are by the name of the predicate, `words` by kind or role, `texts` by
    id, `laws` by id with title and publication, `names` and `phrases` by the words of the law.
    """

    nouns: Mapping[str, Noun] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    closings: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    texts: Mapping[str, TextOf] = field(default_factory=dict)
    laws: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    """Where the form of a predicate stands."""


NOTHING = Translation()
"""The translation of laws that have none."""
