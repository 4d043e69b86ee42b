"""What a site says around the laws, by language."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Phrases(NamedTuple):
    """The phrases of a language by their keys."""

    language: str
    by_key: dict[str, str]

    def __call__(self, key: str, **parts: object) -> str:
        """Return a phrase with its blanks filled in.

        >>> phrases("en")("more", number=3)
        '3 more'
        """
        return self.by_key[key].format(**parts) if parts else self.by_key[key]


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language that has a file beside this one."""
    file = files("engine.pages.site").joinpath("lang", f"{language}.toml")
    return Phrases(language, tomllib.loads(file.read_text(encoding="utf-8")))
