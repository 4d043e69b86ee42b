"""Puts sentences of two laws where schemathesis would send letters: then more is asked.

Schemathesis calls it before each request. What the description forbids is sent as it was made.
"""

from random import Random
from typing import Any

QUESTIONS = (
    "may Ana borrow a book",
    "who may borrow a book",
    "may some person borrow a book",
    "may_borrow(Ana)",
    "how many books has Ana at home",
    "can Ana obtain citizenship by admittance",
    "which country is listed visa-free",
    "moze li Ana dobiti drzavljanstvo prijemom",
)
FACTS = (
    "Ana has been a member since 2020-01-01",
    "Ana has been a member since 9999-12-31",
    "Ana has been a member since some day",
    "Ana has 5 books at home",
    "Ana has 99999999999999999999 books at home",
    "it is false that Ana owes a fee",
    "Ana owes a fee",
    "the fee of Ana is waived",
    '"Ana" is a person',
    "Ana was born on 2000-02-29",
    "Ana is married to Marko from 2020-05-01",
    "Ana holds permanent residence from 2022-01-10",
)
CASES = (
    "",
    'case "a"\n    as of 2026-11-23\n    given\n        Ana owes a fee\n',
    'case "a"\n    given\n        Ana has 2 books at home\n        Ana has 3 books at home\n',
    'case "a"\n    given\n        Ana owes a fee\n\ncase "b"\n    given\n        Ivo owes a fee\n',
)
WORDS = {
    **{"question": QUESTIONS, "questions": QUESTIONS, "facts": FACTS, "without": FACTS},
    **{"case": CASES, "title": ("", "a"), "readings": (), "laws": ()},
}


def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Exchange most texts of a request that the description allows; called before each."""
    if case.meta is not None and case.meta.generation.mode.value == "positive":
        case.body = _said(case.body, Random(repr(case.body)[:10_000]))


def _said(value: Any, random: Random, name: str = "") -> Any:
    """Return a value with words of the law; a twentieth of its texts stay as they are."""
    match value:
        case dict():
            return {key: _said(one, random, str(key)) for key, one in value.items()}
        case list() if name in ("readings", "laws"):
            return value if random.random() < 0.05 else []
        case list():
            return [_said(one, random, name) for one in value[: random.choice((1, 2, 50))]]
        case str() if WORDS.get(name) and random.random() < 0.95:
            return random.choice(WORDS[name])
        case _:
            return value
