"""The frame of a report in one language: phrases from `lang/*.toml`, dates, counts, durations.

The sentences of the law are not translated; they come in as runs of their own.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import assert_never

from engine.pages.number_forms import number_form
from engine.pages.report.document import Run, Text
from parser.values import SOMEONE, Amount, Duration, Entity, Number, Range, Share, Value
from parser.words.sentence import Predicates, Spoken
from parser.words.values import number_words

LANGUAGES = ("en", "me")
LAW = "en"
"""The language of the words `if`, `a`, `the` of rule files, and so of their sentences."""

Part = str | Text


@dataclass(frozen=True)
class Words:
    """The phrases of one language by key."""

    language: str
    phrases: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    """Names of individuals, and of kinds and roles, as a translation of the laws has them."""

    def __call__(self, key: str, **parts: Part) -> Text:
        """Return a phrase with its blanks filled in; a part that is text keeps its runs.

        >>> from engine.pages.report.document import plain
        >>> plain(words("en")("word.fact", n="3"))
        'fact 3'
        """
        found: list[Run] = []
        for literal, name, _, _ in Formatter().parse(self.phrases[key]):
            if literal:
                found.append(Run(literal))
            if name:
                part = parts[name]
                found.extend((Run(part),) if isinstance(part, str) else part)
        return tuple(found)

    def word(self, key: str) -> str:
        """Return a phrase without blanks."""
        return self.phrases[key]

    def count(self, key: str, number: int) -> str:
        """Return a number of things, in the form that the language has for that number.

        >>> words("en").count("year", 1), words("me").count("year", 22)
        ('1 year', '22 godine')
        """
        form = _FORMS[self.language](abs(number))
        return self.phrases[f"{key}.{form}"].replace("{n}", str(number))

    def day(self, day: date) -> str:
        """Return a day as people write it.

        >>> words("en").day(date(2020, 5, 1)), words("me").day(date(2020, 5, 1))
        ('1 May 2020', '01.05.2020. godine')
        """
        months = self.phrases.get("months", "").split()
        parts = {"day": str(day.day), "year": f"{day.year:04}"}
        figures = {"dd": f"{day.day:02}", "mm": f"{day.month:02}"}
        month = {"month": months[day.month - 1]} if months else {}
        return self.phrases["day_written"].format(**parts, **figures, **month)

    def duration(self, value: Duration) -> str:
        """Return a duration in years, months and days."""
        sign = -1 if value.months < 0 else 1
        years, months = divmod(abs(value.months), 12)
        counted = (("year", sign * years), ("month", sign * months), ("day", value.days))
        parts = [self.count(unit, number) for unit, number in counted if number]
        return self.listed(parts) if parts else self.count("day", 0)

    def listed(self, parts: list[str]) -> str:
        """Return several things as a list in a sentence.

        >>> words("en").listed(["a", "b", "c"])
        'a, b and c'
        """
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.phrases['and']} {parts[-1]}"

    def value(self, value: Value | None, kind: str = "") -> str:
        """Return a value as this language writes it; `None` stands for any of its kind."""
        match value:
            case None:
                return self.kind("any", kind)
            case Range(low, high):
                return self._range(low, high, kind)
            case Entity(name=name) if name == SOMEONE:
                return self.kind("unnamed", value.kind)
            case Entity(name=name):
                return self.names.get(name, name)
            case str():
                return f"{self.phrases['quote_open']}{value}{self.phrases['quote_close']}"
            case date():
                return self.day(value)
            case int() | Decimal() | Fraction():
                return self.number(value)
            case Amount(amount, currency):
                whole, _, part = number_words(amount).partition(".")
                shown = f"{whole}{self.phrases['decimal']}{part:0<2}" if part else whole
                return f"{shown} {currency}"
            case Share(percent):
                return self.phrases["percent"].format(n=self.number(percent))
            case Duration():
                return self.duration(value)
            case _:
                assert_never(value)

    def number(self, value: Number) -> str:
        """Return a number with the decimal sign of the language."""
        return number_words(value).replace(".", self.phrases["decimal"])

    def kind(self, which: str, kind: str) -> str:
        """Return `any date`, `an unnamed country`, `an unknown number` and the like."""
        special = self.phrases.get(f"{which}.{kind}")
        if special is not None:
            return special
        return self.phrases[f"{which}.other"].format(kind=self.noun(kind or self.phrases["value"]))

    def beside(self, side: str) -> "Words":
        """Return the phrases as the `first` or the `last` side of a comparison has them.

        Where a language declines, a day or a duration behind *later than* has another form.
        """
        mark = f"_{side}"
        other = {k.replace(mark, ""): v for k, v in self.phrases.items() if mark in k}
        return replace(self, phrases={**self.phrases, **other}) if other else self

    def noun(self, kind: str) -> str:
        """Return what a kind or a role is called."""
        return self.nouns.get(kind, kind)

    def _range(self, low: Value | None, high: Value | None, kind: str) -> str:
        if low is None and high is None:
            return self.kind("unknown", kind)
        days = isinstance(low or high, date)
        if low is None or high is None:
            side = ("up_to" if low is None else "from") + (".date" if days else ".number")
            return self.phrases[side].format(value=self.value(low if high is None else high))
        return self.phrases["between"].format(low=self.value(low), high=self.value(high))


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


_FORMS: dict[str, Callable[[int], str]] = {"en": _english, "me": number_form}


@cache
def words(language: str) -> Words:
    """Return the phrases of a language of `LANGUAGES`."""
    text = (files("engine.pages.report") / "lang" / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_flat(tomllib.loads(text), "")))


def frame_of(language: str, predicates: Predicates) -> Words:
    """Return the phrases of a language, with the names that a translation of the laws has."""
    found = words(language)
    if not isinstance(predicates, Spoken) or predicates.language != language:
        return found
    return replace(found, names=predicates.names, nouns=predicates.nouns)


def law_frame(predicates: Predicates) -> Words:
    """Return the phrases of the language in which the sentences of the laws are said."""
    language = predicates.language if isinstance(predicates, Spoken) else LAW
    return frame_of(language, predicates)


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found.extend(_flat(value, f"{prefix}{key}."))
        else:
            found.append((prefix + key, str(value)))
    return found
