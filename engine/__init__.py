"""Zakonik for programs: load laws, describe a case, ask, and read the reasons.

>>> from datetime import date
>>> from engine import ask, check, describe, load, written
>>> laws = load()
>>> ana = describe(
...     laws,
...     "Ana is married to Marko from 2024-05-01",
...     "all marriages of Ana are given",
...     "Marko is a national of Montenegro from 1985-03-02 to today",
...     as_of=date(2026, 11, 23),
... )
>>> answer = ask(laws, "can Ana obtain citizenship by admittance through marriage", ana)
>>> answer.verdict
'no'
>>> print(written(laws, answer).splitlines()[0])
NO: can Ana obtain citizenship by admittance through marriage (as of 2026-11-23)
>>> check(laws, answer, ana) > 0  # every reason holds for the independent checker too
True

Every command is built on these names. They are imported when first used, so that a short command
does not wait for what it does not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.answers.ask import ask
    from engine.answers.checked import check
    from engine.answers.reply import Answer, Reply, Values
    from engine.answers.situations import describe
    from engine.pages.forms import written
    from engine.proof.checker.verify import InvalidProof
    from kb.base import KnowledgeBase
    from kb.from_files import load, load_cases
    from parser.resolved.tree import Case
    from parser.text.diagnostic import SourceError

__all__ = [
    "Answer",
    "Case",
    "InvalidProof",
    "KnowledgeBase",
    "Reply",
    "SourceError",
    "Values",
    "ask",
    "check",
    "describe",
    "load",
    "load_cases",
    "written",
]

_HOMES = {
    "Answer": "engine.answers.reply",
    "Case": "parser.resolved.tree",
    "InvalidProof": "engine.proof.checker.verify",
    "KnowledgeBase": "kb.base",
    "Reply": "engine.answers.reply",
    "SourceError": "parser.text.diagnostic",
    "Values": "engine.answers.reply",
    "ask": "engine.answers.ask",
    "check": "engine.answers.checked",
    "describe": "engine.answers.situations",
    "load": "kb.from_files",
    "load_cases": "kb.from_files",
    "written": "engine.pages.forms",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module `engine` has no `{name}`")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return __all__
