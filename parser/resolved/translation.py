"""How a language says what laws say: forms of sentences, nouns, names and texts. Data only."""

import re
from collections.abc import Mapping
from dataclasses import field

from parser.frozen import dataclass
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
    `declined` are the four other cases of a name, by the words of the law; one that is
    empty is not used: with `u` it would be `na Kipru`, so that `državi` carries the case there.
    `asks` are the questions of an interview and `help` what it adds, by the name of the predicate;
    `also` are further forms of it, which are read and not written.
    """

    nouns: Mapping[str, Noun] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    closings: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    texts: Mapping[str, TextOf] = field(default_factory=dict)
    laws: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    asks: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    """Where the form of a predicate stands."""

    declined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Mapping[str, tuple[tuple[Part, ...], ...]] = field(default_factory=dict)


_SEPARATOR = re.compile(r"(; |: |, )")
_NUMBER = re.compile(r"\d+")
_ID = re.compile(r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


def cited_words(cites: str, phrases: Mapping[str, str]) -> str | None:
    """Return a citation in the language of some phrases, or None where they lack a part of it.

    Its parts stand between commas, colons and semicolons; `#` in a phrase is a number.

    >>> cited_words("Article 8, item 2", {"Article #": "Član #", "item #": "tačka #"})
    'Član 8, tačka 2'
    """
    if cites in phrases:
        return phrases[cites]
    said: list[str] = []
    for part in _SEPARATOR.split(cites):
        if (
            _SEPARATOR.fullmatch(part)
            or part.isdigit()
            or (_ID.fullmatch(part) and part not in phrases)
        ):
            said.append(part)
            continue
        form = phrases.get(part) or phrases.get(_NUMBER.sub("#", part))
        if form is None:
            return None
        for number in _NUMBER.findall(part):
            form = form.replace("#", number, 1)
        said.append(form)
    return "".join(said)


NOTHING = Translation()
"""The translation of laws that have none."""
