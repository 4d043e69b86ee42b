"""What a translation file says, before it is held against its law. Data only."""

from dataclasses import field

from parser.frozen import dataclass
from parser.text.span import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the place where it stands."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NounDecl:
    """`osoba f: osobe, osobi, osobu, osobom`: a noun, its gender and its other cases.

    The cases are genitive, dative (which is the locative), accusative and instrumental. The gender
    is `f`, `n`, `m`, or `a` for a masculine noun that means a living being.
    """

    noun: Words
    gender: Words
    cases: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class PairDecl:
    """`Serbia = Srbija: Srbije, Srbiji, Srbiju, Srbijom`: words of the law, what they are called.

    The cases behind the colon are those of a noun, `-` where a noun before the name has to carry
    one; only names have them, and not all.
    """

    of: Words
    said: Words
    cases: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceDecl:
    """A template of the law, its form, and the phrase that closes its relation (or None).

    `asks` is in which words an interview asks for it, `help` what it adds on request, `also` are
    forms that are read and not written.
    """

    of: Words
    form: Words
    closing: Words | None = None
    asks: Words | None = None
    help: Words | None = None
    also: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDecl:
    """What belongs to one id: the digest of the text it translates, its title and properties.

    `said` are `says`, `cites`, `reads`, `choice late` and the like with their texts, in order.
    """

    id: Words
    digest: str
    title: Words
    said: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """A `.me` file: the law that it belongs to, and its sections."""

    law: Words
    title: Words
    published: str = ""
    nouns: tuple[NounDecl, ...] = ()
    words: tuple[PairDecl, ...] = ()
    names: tuple[PairDecl, ...] = ()
    phrases: tuple[PairDecl, ...] = ()
    sentences: tuple[SentenceDecl, ...] = ()
    texts: tuple[TextDecl, ...] = ()
