"""Montenegrin: sentences by the forms of a translation, phrases of pages by a table.

What has no translation stays in the words of its law.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import ClassVar

from engine.pages.arithmetic import MONTHS
from engine.pages.denied_forms import affirmed_parts, denied_parts, denies, of_none
from engine.pages.number_forms import number_form
from engine.pages.report.words import frame_of
from parser.resolved.inflected import Pronoun, declined, declined_name, noun_of, unnamed
from parser.resolved.orders import CLITICS, PREPOSITIONS
from parser.resolved.translation import Counted, Part, Place, Translation, cited_words
from parser.resolved.tree import Constant, Question, Statement, Variable
from parser.resolved.vocabulary import GroundAtom, Predicate, Provision, Slot
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value
from parser.words.sentence import DENIAL, Predicates, Spoken, sentence

_READ_AS = re.compile(r"(?P<name>\S+) read as `(?P<choice>[^`]+)`: (?P<rest>.*)")
_GIVES = re.compile(r"`[^`]+` gives ([\w-]+)")
_OTHERWISE = re.compile(r"`(?P<name>[^`]+)` says otherwise: (?P<rule>.*)")
_BY = re.compile(r"by `(?P<name>[^`]+)`, which is not the law that answers by default")
_NOT = "nije tačno da "
_OPEN = "nije poznato da li "
_WORD = re.compile(r"(?<![\w-])(" + "|".join(CLITICS) + r")(?![\w-])")
_CLAUSE = re.compile(
    r"(?<![\w-])(?<!bilo )(?:koj|čij)\w+ "
    r"|(?<![\w-])(?:da|kad|kada|ako|gdje|jer|dok|čim|što) "
    r"|(?<![\w-])(?:ima|nema) .* i "
)
"""How a clause inside a sentence begins, or a second verb after `ima`; `bilo koji` begins none."""
_GLUED = frozenset(",;:.?)")


class Montenegrin(Spoken):
    """The predicates of some laws, said in Montenegrin."""

    language: ClassVar[str] = "me"

    def __init__(self, predicates: Predicates, translation: Translation) -> None:
        super().__init__(predicates)
        self.translation = translation
        self.names, self.nouns = translation.names, translation.words
        self.frame = frame_of("me", self)

    def sentence(self, atom: GroundAtom, some: bool = False, negative: bool = False) -> str:
        """Write an atom, or its denial; what has no form stays in the words of its law."""
        predicate = self.predicates.get(atom.pred)
        if predicate is not None and predicate.denies:
            return self.sentence(GroundAtom(predicate.denies, atom.args), some, not negative)
        parts = self.translation.forms.get(atom.pred)
        if predicate is None or parts is None:
            said = sentence(atom, self.predicates, some)
            return (DENIAL + said) if negative else said
        pronoun: Pronoun = "any" if negative and not some else "some"
        if negative and not (some and None in atom.args):
            affirmed = None if None in atom.args else affirmed_parts(parts)
            if affirmed is not None:
                return self._form(affirmed, predicate, atom.args, pronoun)
            denied = denied_parts(parts)
            if denied is not None:
                return of_none(self._form(denied, predicate, atom.args, pronoun))
        said = self._form(parts, predicate, atom.args, pronoun)
        return after(_NOT, said) if negative else said

    def question(self, question: Question) -> str:
        """Write a question: `da li …`, or a sentence with `koja osoba` for what is asked."""
        said = question.sentence
        parts, predicate = self.translation.forms.get(said.predicate), self.get(said.predicate)
        if parts is None or predicate is None:
            return " ".join(question.text.split()) or said.predicate
        args = [_value_of(term) for term in said.args]
        asked = [isinstance(t, Variable) and t.name in question.open for t in said.args]
        one = asked.index(True) if asked.count(True) == 1 else None
        order = parts if one is None else asked_first(parts, one, self.translation)
        text = self._form(order, predicate, args, "some", asked=asked)
        return text if any(asked) else after(_whether(parts), text)

    def asked(self, atom: GroundAtom, as_written: bool) -> str:
        """Write the question for a sentence with blanks: as it is translated, or `da li …`."""
        written = self.translation.asks.get(atom.pred) if as_written else None
        if written is not None:
            return self._form(written, self.predicates[atom.pred], atom.args, "some")
        said = after(
            _whether(self.translation.forms.get(atom.pred, ())), self.sentence(atom, some=True)
        )
        return f"{said[:1].upper()}{said[1:]}?"

    def noun_after(self, pred: str, place: int, number: int) -> str:
        """Write the noun that a form counts at a place, as it goes with a number; or nothing."""
        parts = self.translation.forms.get(pred, ())
        for part, after in pairwise(parts):
            if isinstance(part, Place) and part.slot == place and isinstance(after, Counted):
                return after.forms[_number_form(number)]
        return ""

    def help_with(self, pred: str) -> str:
        """Write what an interview adds to the question for a predicate, if it is translated."""
        return self.translation.help.get(pred, "")

    def is_said(self, pred: str) -> bool:
        """Tell whether the sentence of a predicate has a form."""
        predicate = self.predicates.get(pred)
        return (predicate.denies if predicate and predicate.denies else pred) in (
            self.translation.forms
        )

    def statement(self, statement: Statement, shortest: bool = False) -> str:
        """Write a statement as a case file in Montenegrin has it."""
        if statement.kind == "closes all":
            return "sve činjenice su navedene"
        from parser.words.case_text import limits_of, statement_line

        said = statement.sentence
        parts = self.translation.forms.get(said.predicate)
        if parts is None:
            return statement_line(statement, self.predicates)
        predicate = self.predicates[said.predicate]
        closing = self.translation.closings.get(said.predicate)
        fixed = [place for place, term in enumerate(said.args) if isinstance(term, Constant)]
        args = [_value_of(term) for term in said.args]
        if statement.kind == "closes" and shortest and closing is not None:
            named = sorted(part for part in predicate.plural if isinstance(part, int))
            if named == fixed:
                return f"potpun je spisak: {self._form(closing, predicate, args, 'some', True)}"
        text = self._form(parts, predicate, args, "some", True)
        match statement.kind:
            case "states":
                return text + self._limits(limits_of(said.args, predicate))
            case "denies":
                return after(_NOT, text)
            case "closes":
                return f"navedeni su svi slučajevi u kojima važi: {text}"
            case "opens":
                return after(_OPEN, text)

    def _limits(self, limits: Sequence[tuple[str, Value | None, Value | None]]) -> str:
        said = ""
        for role, low, high in limits:
            which = f"{self.role(role)} " if role else ""
            said += f", {which}{self.limits(low, high)}"
        return said

    def value(self, value: Value | None, kind: str = "") -> str:
        """Write a value; names as the translation has them, days in figures."""
        if isinstance(value, Entity) and (example := _EXAMPLE.fullmatch(value.name)):
            return self.role(example[2]) + (" 2" if example[1] == "another" else "")
        if isinstance(value, Entity) and value.name != SOMEONE:
            return self.translation.names.get(value.name, value.name)
        if value is None or value == UNKNOWN:
            return declined(noun_of(kind, self.translation), 0, "any" if value is None else "some")
        if isinstance(value, Entity):
            return declined(noun_of(value.kind, self.translation), 0, "some")
        if isinstance(value, Range) and isinstance(value.low, date) and _is_period(value):
            return self._some_day(value.low, value.high)
        return self.frame.value(value, kind)

    def _some_day(self, first: date, last: object) -> str:
        """Write some day of a month, or of a year: `nekog dana januara 2026. godine`."""
        if not _is_same_month(first, last):
            return f"nekog dana {first.year}. godine"
        month = re.sub("bar$", "br", self.say(MONTHS[first.month - 1]))  # septembar, septembra
        return f"nekog dana {month}a {first.year}. godine"

    def figure(self, value: Value) -> str:
        """Write a value in a calculation: a day without the word for its year."""
        return self.value(value).replace(". godine", ".")

    def limits(self, low: object, high: object) -> str:
        """Write the ends of a value that is known in part."""
        is_day = isinstance(low, date) or isinstance(high, date)
        if low is None or high is None:
            word = ("najkasnije", "najranije") if is_day else ("najviše", "najmanje")
            return (
                f"{word[0] if low is None else word[1]} {self._end(high if low is None else low)}"
            )
        if low == high:
            return self._end(low)
        return f"između {self._end(low)} i {self._end(high)}"

    def _end(self, value: object) -> str:
        return self.frame.value(value)  # type: ignore[arg-type]

    def say(self, phrase: str, **parts: object) -> str:
        """Write what an English phrase of a page says; one that the table has not stays so."""
        said = _OF_NUMBER.sub(
            lambda match: (
                match[1 + _number_form(_first_number(parts[match[4]]))] + f" {{{match[4]}}}"
            ),
            phrases().get(phrase, phrase),
        )
        said = _NUMBER_OF.sub(
            lambda match: (
                f"{{{match[1]}}} " + match[2 + _number_form(_first_number(parts[match[1]]))]
            ),
            said,
        )
        return said.format(**parts) if parts else said

    def text(self, text: str) -> str:
        """Write a title, an authority or a citation, if it is translated."""
        return cited_words(text, self.translation.phrases) or text

    def provision(self, provision: Provision) -> Provision:
        """Return a provision with its titles and texts in Montenegrin, as far as they are."""
        title, published = self.translation.laws.get(
            provision.law, (provision.law_title, provision.published)
        )
        of = self.translation.texts.get(provision.rule)
        made = replace(
            provision,
            law_title=title,
            published=published or provision.published,
            cites=self.text(provision.cites),
            provenance=replace(provision.provenance, source=self.text(provision.provenance.source)),
        )
        if of is None:
            return made
        reads = (*of.reads, *map(self._noted, provision.reads[len(of.reads) :]))
        return replace(
            made,
            title=of.title or provision.title,
            says=of.says or provision.says,
            cites=of.cites or made.cites,
            reads=reads,
        )

    def reason(self, one: str) -> str:
        """Write why no rule carries a provision; '' where nothing translates it."""
        of = self.translation.texts.get(one)
        return of.reason if of else ""

    def choice(self, name: str, choice: str) -> str:
        """Write a reading with what its choice means, or the name of a body of law."""
        of = self.translation.texts.get(name)
        meaning = dict(of.choices).get(choice) if of else None
        said = self.translation.phrases.get(name, name)
        if choice == "off" and not meaning:
            return self.say("the source page alone")
        return said if choice == "on" else f"{said} ({meaning or choice})"

    def _noted(self, note: str) -> str:
        """Write what the program notes of the choices that a provision rests on."""
        if match := _READ_AS.match(note):
            name, choice = match["name"], match["choice"]
            others = ", ".join(map(self._titled, _GIVES.findall(match["rest"])))
            of = self.translation.texts.get(name)
            meaning = (dict(of.choices).get(choice) if of else None) or choice
            also = f" (drugo tumačenje: {others})" if others else ""
            return f"{self._titled(name)}: {meaning}{also}"
        if match := _OTHERWISE.fullmatch(note):
            title, rule = self._titled(match["rule"]), match["rule"]
            of_law = title if title == rule else f"{title} ({rule})"
            return f"drugačije kaže {self.text(match['name'])}: {of_law}"
        if match := _BY.fullmatch(note):
            return f"po izabranim propisima: {self.text(match['name'])}"
        return self.say(note)

    def _titled(self, one: str) -> str:
        """Write a rule or a reading by its title, by its id where nothing translates it."""
        of = self.translation.texts.get(one)
        return f"„{of.title}“" if of and of.title else one

    def role(self, role: str) -> str:
        """Write what a slot or a kind is called."""
        return self.translation.words.get(role, role.replace("_", " "))

    def _form(
        self,
        parts: Sequence[Part],
        predicate: Predicate,
        args: Sequence[Value | None],
        pronoun: Pronoun,
        exact: bool = False,
        asked: Sequence[bool] = (),
    ) -> str:
        """Fill the slots of a form; `exact` writes values so that they can be read again."""
        text, count = "", None
        for part in parts:
            match part:
                case str():
                    said = part
                case Counted(forms):
                    said = forms[_number_form(count)]
                case Place(slot):
                    count = args[slot]
                    which: Pronoun = "which" if asked and asked[slot] else pronoun
                    said = self._place(part, predicate.slots[slot], count, which, exact)
                    if text.endswith(" od") and predicate.slots[slot].kind == "duration":
                        said = _ONE_UNIT.sub(lambda one: _GENITIVE[one[0]], said)
            glued = not text or said[:1] in _GLUED or text.endswith("(")
            text += said if glued else f" {said}"
        return text

    def _place(
        self, place: Place, slot: Slot, value: Value | None, pronoun: Pronoun, exact: bool
    ) -> str:
        unknown = isinstance(value, Range) and value.low is None and value.high is None
        someone = isinstance(value, Entity) and (
            value.name == SOMEONE or (not exact and _EXAMPLE.fullmatch(value.name) is not None)
        )
        if pronoun == "which" and value is None and slot.kind == "number":
            return "koliko"
        if value is None or unknown or someone:
            which: Pronoun = pronoun if value is None else "some"
            return unnamed(place, slot, self.translation, which)
        if exact and isinstance(value, Range) and not _is_period(value):
            return unnamed(place, slot, self.translation, "some")
        if isinstance(value, Entity) and (form := declined_name(place, value, self.translation)):
            return form
        said = self._exact(value) if exact else self.value(value, slot.kind)
        return f"{place.carrier} {said}" if place.carrier else said

    def _exact(self, value: Value) -> str:
        if isinstance(value, Entity):
            name = self.value(value)
            known = value.name in self.translation.names
            return name if known or _SIMPLE.fullmatch(name) else f'"{name}"'
        if isinstance(value, Range):  # a month, or a year
            from parser.words.case_text import value_text

            return value_text(value)
        return f'"{value}"' if isinstance(value, str) else self.value(value)


_ONE_UNIT = re.compile(r"(?<=(?<!1)1 )(?:godina|mjesec|dan)\b")
_GENITIVE = {"godina": "godine", "mjesec": "mjeseca", "dan": "dana"}
"""What a time of one year, month or day becomes behind `od`; the others are alike there."""


def _whether(parts: Sequence[Part]) -> str:
    """Return how the question begins whether something is so.

    To `da li Ana nema dug` neither *yes* nor *no* says whether Ana has one.
    """
    return "da li je tačno da " if denies(parts) else "da li "


_OF_NUMBER = re.compile(r"(\w+)\|(\w+)\|(\w+) \{(\w+)\}")
"""A word of a phrase in the forms that go with 1, with 2 to 4, and with all other numbers."""

_NUMBER_OF = re.compile(r"\{(\w+)\} (\w+)\|(\w+)\|(\w+)")
"""The same where the number goes before the word."""


def _first_number(said: object) -> int | None:
    """Return the whole number that a text begins with.

    >>> _first_number("3 mjeseca i 6 dana"), _first_number("pola")
    (3, None)
    """
    found = re.match(r"(\d+)(?![\d.,]\d)", str(said))
    return int(found[1]) if found else None


_EXAMPLE = re.compile(r"(an?|another) ([\w-]+)")
"""How a suggestion calls somebody whom nobody named: `a spouse`."""

_SIMPLE = re.compile(r"[^\W\d_a-z][\w-]*")


def _value_of(term: Constant | Variable) -> Value | None:
    return term.value if isinstance(term, Constant) else None


def _is_same_month(first: date, last: object) -> bool:
    return isinstance(last, date) and (first.year, first.month) == (last.year, last.month)


def _is_period(value: Range) -> bool:
    from parser.words.case_text import is_period

    return is_period(value.low, value.high)


def _number_form(count: Value | None) -> int:
    """Return which form goes with a number: with 1, with 2 to 4, with all others.

    >>> [_number_form(n) for n in (1, 2, 5, 11, 21, 22)]
    [0, 1, 2, 2, 0, 1]
    """
    if not isinstance(count, int):
        return 2
    return {"one": 0, "few": 1, "other": 2}[number_form(count)]


def asked_first(parts: Sequence[Part], slot: int, translation: Translation) -> Sequence[Part]:
    """Return the parts of a form with what is asked for at its beginning, its clitic behind that.

    What belongs to the noun before it stays there: `Ana je otac kog djeteta`; so does a number to
    whose noun something else belongs: `Ana iskoristila je koliko dana radne godine`.

    >>> from parser.resolved.translation import NOTHING
    >>> asked_first(("osoba", Place(0), "rođena", "je", "u", Place(1, "državi")), 1, NOTHING)
    ('u', Place(slot=1, carrier='državi', otherwise=''), 'je', 'osoba', \
Place(slot=0, carrier='', otherwise=''), 'rođena')
    """
    at = next(n for n, part in enumerate(parts) if isinstance(part, Place) and part.slot == slot)
    first = at - 1 if at and parts[at - 1] in PREPOSITIONS else at
    last = at + 2 if isinstance((*parts, "")[at + 1], Counted) else at + 1
    words = " ".join(part if isinstance(part, str) else "_" for part in parts[:last])
    asked = parts[at]
    carrier = asked.carrier if isinstance(asked, Place) else ""
    belongs = first == at and any(
        carrier in (noun.cases[case] for case in (1, 2, 4)) for noun in translation.nouns.values()
    )
    behind = (*parts, "")[last] if last == at + 2 else ""
    belongs = belongs or (isinstance(behind, str) and behind not in {"", "bez", *PREPOSITIONS})
    if not first or belongs or _CLAUSE.search(f"{words} "):
        return parts
    rest = [*parts[:first], *parts[last:]]
    clitic = next((n for n, part in enumerate(parts[:first]) if part in CLITICS), None)
    held = [rest.pop(clitic)] if clitic is not None else []
    return (*parts[first:last], *held, *rest)


def after(beginning: str, said: str) -> str:
    """Write a sentence after `nije tačno da` and the like: its clitic comes first there.

    That of a clause inside it stays where it is.

    >>> after("nije tačno da ", "osoba Ana rođena je u državi Malta")
    'nije tačno da je osoba Ana rođena u državi Malta'
    >>> after("nije tačno da ", "Ana boravi ovdje")
    'nije tačno da Ana boravi ovdje'
    >>> after("da li ", "Ana nema osudu koja se računa")
    'da li Ana nema osudu koja se računa'
    >>> after("da li ", "Ana može ostati dok su uslovi ispunjeni")
    'da li Ana može ostati dok su uslovi ispunjeni'
    >>> after("da li ", "uvjerenje K1 ima apostil i dovoljno je novo")
    'da li uvjerenje K1 ima apostil i dovoljno je novo'
    >>> after("nije tačno da ", "bilo koji brak prestao je")
    'nije tačno da je bilo koji brak prestao'
    """
    pieces = said.split('"')
    match = _WORD.search(pieces[0])
    if match is None or _CLAUSE.search(pieces[0], 0, match.start()):
        return beginning + said
    rest = f"{said[: match.start()].rstrip()} {said[match.end() :].lstrip()}"
    return f"{beginning}{match[1]} {rest.strip()}"


@cache
def phrases() -> dict[str, str]:
    """Return the phrases of pages in Montenegrin by the English ones."""
    text = (files("engine.pages") / "lang" / "me.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["phrases"]
    return found
