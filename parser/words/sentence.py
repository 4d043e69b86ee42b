"""An atom as the sentence of its template: what the law's own words say about these values."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from parser.datalog.naming import is_made
from parser.resolved.tree import Question, Statement
from parser.resolved.vocabulary import GroundAtom, Predicate, Provision
from parser.values import Value
from parser.words.values import value_words

Predicates = Mapping[str, Predicate]

ENGLISH: Predicates = {}
"""No predicates: for what is said in English and names none."""

DENIAL = "it is false that "


class Declaring(dict[str, Predicate]):
    """Predicates, and the names declared beside them, which are read without quotes."""

    def __init__(self, predicates: Predicates, names: Iterable[str]) -> None:
        super().__init__(predicates)
        self.names = frozenset(names)


class Spoken(Mapping[str, Predicate]):
    """Predicates together with a language in which they are said.

    Pages pass predicates on to whatever words a sentence; these say it in their language.
    """

    language: ClassVar[str]
    names: Mapping[str, str]
    nouns: Mapping[str, str]
    """What individuals, and kinds and roles, are called."""

    def __init__(self, predicates: Predicates) -> None:
        self.predicates = predicates

    def __getitem__(self, name: str) -> Predicate:
        return self.predicates[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.predicates)

    def __len__(self) -> int:
        return len(self.predicates)

    @abstractmethod
    def sentence(self, atom: GroundAtom, some: bool = False, negative: bool = False) -> str:
        """Write an atom, or its denial, as `sentence` does in English."""

    @abstractmethod
    def statement(self, statement: Statement, shortest: bool = False) -> str:
        """Write a statement as a case file in the language has it."""

    @abstractmethod
    def value(self, value: Value | None, kind: str = "") -> str:
        """Write a value; `None` is any of its kind."""

    @abstractmethod
    def figure(self, value: Value) -> str:
        """Write a value as a calculation has it."""

    @abstractmethod
    def limits(self, low: object, high: object) -> str:
        """Write the ends of a value that is known in part."""

    @abstractmethod
    def say(self, phrase: str, **parts: object) -> str:
        """Write what an English phrase of a page says, with its blanks filled in."""

    @abstractmethod
    def text(self, text: str) -> str:
        """Write a title, authority or citation of a law; as it is where nothing translates it."""

    @abstractmethod
    def provision(self, provision: Provision) -> Provision:
        """Return a provision with its title, citation and texts in the language."""

    @abstractmethod
    def reason(self, one: str) -> str:
        """Write why no rule carries a provision; '' where nothing translates it."""

    @abstractmethod
    def choice(self, name: str, choice: str) -> str:
        """Write a reading with its choice, or a body of law (`on`)."""

    @abstractmethod
    def question(self, question: Question) -> str:
        """Write a question that was typed in another language."""

    @abstractmethod
    def asked(self, atom: GroundAtom, as_written: bool) -> str:
        """Write the question for a sentence with blanks, if it fits as the law writes it."""

    @abstractmethod
    def noun_after(self, pred: str, place: int, number: int) -> str:
        """Write the noun that a form counts at a place, as it goes with a number; or nothing."""

    @abstractmethod
    def help_with(self, pred: str) -> str:
        """Write what an interview adds to the question for a predicate, or nothing."""

    @abstractmethod
    def is_said(self, pred: str) -> bool:
        """Tell whether the sentence of a predicate has a form in the language."""

    @abstractmethod
    def role(self, role: str) -> str:
        """Write what a slot is called."""


def say(predicates: Predicates, phrase: str, **parts: object) -> str:
    """Write a phrase of a page in the language of the predicates.

    >>> say({}, "for {authority} to decide", authority="the court")
    'for the court to decide'
    """
    if isinstance(predicates, Spoken):
        return predicates.say(phrase, **parts)
    return phrase.format(**parts) if parts else phrase


def is_cyrillic(text: str) -> bool:
    """Tell whether a text has Cyrillic letters."""
    return not text.isascii() and any("\u0400" <= letter <= "\u04ff" for letter in text)


def law_words(text: str, predicates: Predicates) -> str:
    """Write a title, an authority or a citation of a law in the language of the predicates."""
    return predicates.text(text) if isinstance(predicates, Spoken) else text


def shown(value: Value | None, predicates: Predicates, kind: str = "") -> str:
    """Write a value in the language of the predicates."""
    if isinstance(predicates, Spoken):
        return predicates.value(value, kind)
    return value_words(value, kind)


def choice_words(name: str, choice: str, predicates: Predicates) -> str:
    """Write a reading with its choice, or a body of law (`on`)."""
    if isinstance(predicates, Spoken):
        return predicates.choice(name, choice)
    return name if choice == "on" else f"{name} {choice}"


def figure(value: Value, predicates: Predicates) -> str:
    """Write a value in a calculation, in the language of the predicates."""
    return predicates.figure(value) if isinstance(predicates, Spoken) else value_words(value)


def role_words(role: str, predicates: Predicates) -> str:
    """Write what a slot is called, with its article where the language has any."""
    return predicates.role(role) if isinstance(predicates, Spoken) else f"the {role}"


def denial(atom: GroundAtom, predicates: Predicates, some: bool = False) -> str:
    """Write that a ground atom is not so."""
    if isinstance(predicates, Spoken):
        return predicates.sentence(atom, some, negative=True)
    return denied(sentence(atom, predicates, some))


def sentence(atom: GroundAtom, predicates: Predicates, some: bool = False) -> str:
    """Write a ground atom in the words of its template.

    Where it has no value, the sentence says `any`, or with `some` names the slot: `a wedding`.
    A predicate without a template is written in atom form; one that concludes a denial reads
    "it is false that ...".

    >>> from parser.resolved.vocabulary import Slot
    >>> from parser.values import Entity
    >>> banned = Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned"))
    >>> sentence(GroundAtom("banned", (Entity("person", "Ana"),)), {"banned": banned})
    'Ana is banned'
    """
    if isinstance(predicates, Spoken):
        return predicates.sentence(atom, some)
    predicate = predicates.get(atom.pred)
    if predicate is not None and predicate.denies:
        return DENIAL + sentence(GroundAtom(predicate.denies, atom.args), predicates, some)
    if predicate is None or not predicate.parts:
        return f"{atom.pred}({', '.join(value_words(arg) for arg in atom.args)})"
    return phrase(predicate, tuple(words(atom, predicate, some)))


def denied(text: str) -> str:
    """Turn a sentence into its denial and back.

    >>> denied("Ana is banned"), denied(denied("Ana is banned"))
    ('it is false that Ana is banned', 'Ana is banned')
    """
    return text.removeprefix(DENIAL) if text.startswith(DENIAL) else DENIAL + text


def words(atom: GroundAtom, predicate: Predicate, some: bool) -> Iterable[str]:
    """Yield the arguments of an atom in words, each according to the kind of its slot."""
    for slot, arg in zip(predicate.slots, atom.args, strict=False):
        if arg is None and some:
            yield f"{'an' if slot.role[:1] in 'aeiou' else 'a'} {slot.role}"
        else:
            yield value_words(arg, slot.kind)


def phrase(predicate: Predicate, slots: tuple[str, ...]) -> str:
    """Fill the slots of a template with texts, in slot order."""
    text = ""
    for part in predicate.parts:
        word = part if isinstance(part, str) else slots[part]
        glued = isinstance(part, str) and part[:1] in {",", "'", "\u2019", ";", ")", "%"}
        text += word if glued or not text else f" {word}"
    return text


def template(predicate: Predicate) -> str:
    """Write a template with its slots in braces.

    >>> from parser.resolved.vocabulary import Slot
    >>> template(Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned")))
    '{person} is banned'
    """
    return phrase(predicate, tuple(f"{{{slot.role}}}" for slot in predicate.slots))


def is_hidden(atom: GroundAtom, predicates: Predicates) -> bool:
    """Tell whether the atom's predicate was made by a pass and has no sentence of its own."""
    predicate = predicates.get(atom.pred)
    if predicate is None:
        return is_made(atom.pred)
    return predicate.hidden
