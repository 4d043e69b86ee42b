"""The file of everyday words beside the laws -> words that say the same, and names as people say.

A folder of laws may have `everyday.toml`, see the head of that of Montenegro. It is no law: without
it the words of the laws alone are understood.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from kb.base import KnowledgeBase
from kb.heard.stems import stem, words_of
from parser.frozen import dataclass
from parser.text.source import read_source

NAME = "everyday.toml"


@dataclass(frozen=True, slots=True)
class Everyday:
    """What people say: `alike` are groups of roots, `names` the names that words stand for.

    `said_of` has the words that stand for a name and for another word beside it: what somebody is
    called who is a national of a country. Both are by the roots of their words, in their order.
    `ahead` has the roots of words for what is still to come, such as `plans`, and `often` the
    sentences of the laws that are asked about most.
    `opposite` has pairs of groups of roots of which each excludes the other, as `temporary` does
    `permanent`.
    `short` has the roots of names that are abbreviations: `SAD` is a country, `sad` is not.
    """

    alike: tuple[frozenset[str], ...] = ()
    names: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    said_of: Mapping[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    short: frozenset[tuple[str, ...]] = frozenset()
    ahead: frozenset[str] = frozenset()
    often: tuple[str, ...] = ()
    opposite: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()

    def groups(self, root: str) -> tuple[frozenset[str], ...]:
        """Return the groups that have a root."""
        return tuple(one for one in self.alike if root in one)

    def excluded(self, said: frozenset[str]) -> frozenset[str]:
        """Return the roots that are excluded by some which were said, without their opposites."""
        found: set[str] = set()
        for pair in self.opposite:
            for one, other in (pair, pair[::-1]):
                if said & one and not said & other:
                    found |= other
        return frozenset(found)


def is_short(text: str) -> bool:
    """Tell whether a name is written as an abbreviation is.

    >>> is_short("USA"), is_short("BiH"), is_short("Sad je")
    (True, True, False)
    """
    return " " not in text and text[1:] != text[1:].lower()


def roots(text: str) -> tuple[str, ...]:
    """Return the roots of the words of a text.

    >>> roots("Bosnia and Herzegovina")
    ('bosni', 'and', 'herzegovin')
    """
    return tuple(map(stem, words_of(text)))


def everyday(kb: KnowledgeBase) -> Everyday:
    """Return what the files of everyday words beside the laws of a knowledge base say.

    Raises ValueError for a file that is none.
    """
    folders = dict.fromkeys(os.path.dirname(one.span.file) for one in kb.laws)
    paths = [os.path.join(folder, NAME) for folder in folders]
    return _read(tuple((one, os.stat(one).st_mtime_ns) for one in paths if os.path.isfile(one)))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, int], ...]) -> Everyday:
    alike: list[frozenset[str]] = []
    names: dict[tuple[str, ...], str] = {}
    said_of: dict[tuple[str, ...], tuple[str, str]] = {}
    short: set[tuple[str, ...]] = set()
    ahead: set[str] = set()
    often: list[str] = []
    opposite: list[tuple[frozenset[str], frozenset[str]]] = []
    for path, _ in files:
        content = tomllib.loads(read_source(path))
        for group in content.pop("alike", []):
            alike.append(frozenset(roots(group)))
        ahead.update(roots(content.pop("ahead", "")))
        often.extend(content.pop("often", []))
        for pair in content.pop("opposite", []):
            one, other = (frozenset(roots(side)) for side in pair)
            opposite.append((one, other))
        for name, said in content.pop("names", {}).items():
            names.update((roots(one), name) for one in said.split(","))
            short.update(roots(one) for one in said.split(",") if is_short(one.strip()))
        for beside, called in content.items():
            for name, said in called.items():
                said_of.update((roots(one), (name, beside)) for one in said.split(","))
    return Everyday(
        tuple(alike),
        names,
        said_of,
        frozenset(short),
        frozenset(ahead),
        tuple(often),
        tuple(opposite),
    )
