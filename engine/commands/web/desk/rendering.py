"""The templates of the desk, its phrases by language, and the files that its pages load."""

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from engine.commands.web.jobs import Refused
from engine.pages.number_forms import number_form
from engine.pages.site.written import assets as site_assets
from engine.pages.text import printable
from kb.heard.stems import stem, words_of

LANGUAGES = ("en", "me")
_SLOT = re.compile(r"\{([^{}]*)\}")
_DAY = re.compile(r"(?<![\w-])(\d{4}-\d\d-\d\d)(?![\w-])")
_HERE = "engine.commands.web.desk"
_HTMX = ("static", "django_htmx", "htmx-2.min.js")


class Phrases(NamedTuple):
    """What the desk says in a language, by key."""

    language: str
    by_key: dict[str, str | dict[str, str]]

    def __call__(self, key: str, **parts: object) -> str:
        """Return a phrase with its blanks filled in.

        >>> phrases("en")("facts_number", number=3)
        'facts: 3'
        >>> [phrases("en")("progress_left", number=number) for number in (1, 2)]
        ['At most one thing can still matter.', 'At most 2 things can still matter.']
        """
        said = self.by_key[key]
        if not isinstance(said, str):
            said = said[_form(self.language, parts["number"])]
        return said.format(**parts) if parts else said

    def has(self, key: str) -> bool:
        """Tell whether there is a phrase with this key."""
        return key in self.by_key


def _form(language: str, number: object) -> str:
    """Return which form of a phrase a number takes: `one`, `few` (in Montenegrin) or `many`.

    >>> [_form("me", one) for one in (1, 3, 5, 11, 13, 21, 22)]
    ['one', 'few', 'many', 'many', 'many', 'one', 'few']
    """
    of = int(str(number))
    if language == "en":
        return "one" if of == 1 else "many"
    return {"one": "one", "few": "few", "other": "many"}[number_form(of)]


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language of `LANGUAGES`."""
    text = files(_HERE).joinpath("lang", f"{language}.toml").read_text(encoding="utf-8")
    return Phrases(language, tomllib.loads(text))


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """Return the files that pages load, by name, each with its media type.

    htmx is the file that a package for Django carries; of that only the file is read. Where it is
    not there, the pages work as plain forms.
    """
    found = {name.rpartition("/")[2]: content for name, content in site_assets()}
    for name in ("desk.css", "writing.js"):
        found[name] = files(_HERE).joinpath("assets", name).read_bytes()
    spec = find_spec("django_htmx")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        script = Path(folder).joinpath(*_HTMX)
        if script.is_file():
            found["htmx.js"] = script.read_bytes()
    kinds = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
    return {name: (content, kinds[name.rpartition(".")[2]]) for name, content in found.items()}


def reasons(refused: Refused, language: str) -> Sequence[dict[str, Any]]:
    """Return why something was refused as a page shows it, in the language of the page."""
    key = f"why.{refused.key}"
    said = phrases(language)
    title = said(key, title=refused.title) if said.has(key) else refused.title
    return refused.diagnostics or ({"message": title},)


def page(template: str, language: str, **parts: Any) -> str:
    """Return a page from its template, everything in it escaped."""
    return (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(
            t=phrases(language),
            languages=LANGUAGES,
            has_script="htmx.js" in assets(),
            reasons=partial(reasons, language=language),
            **parts,
        )
    )


def blanks(template: str) -> Markup:
    """Return a sentence with slots in braces, each slot marked as one.

    Behind the word that it is called by, a slot has dots.

    >>> str(blanks("{person} owes <a fee>"))
    '<var>person</var> owes &lt;a fee&gt;'
    >>> str(blanks("osoba {osoba} živi u državi {država}"))
    'osoba <var>…</var> živi u državi <var>…</var>'
    """
    parts = _SLOT.split(template)
    for at in range(1, len(parts), 2):
        before = words_of(parts[at - 1])[-1:]
        if before and [stem(one) for one in words_of(parts[at])] == [stem(before[0])]:
            parts[at] = "…"
    return _every_other("<var>{}</var>", parts)


def days(text: str) -> Markup:
    """Return a sentence as it is shown, its days kept on one line.

    >>> str(days("<b> since 2026-05-01"))
    '&lt;b&gt; since <time>2026-05-01</time>'
    """
    return _every_other("<time>{}</time>", _DAY.split(printable(text)))


def _every_other(markup: str, parts: Sequence[str]) -> Markup:
    """Return parts of a text with the second, the fourth and so on marked up."""
    said = [Markup(markup).format(one) if at % 2 else one for at, one in enumerate(parts)]
    return Markup("").join(said)


def near(text: str, names: Sequence[str]) -> list[str]:
    """Return the names that somebody may have meant who typed one that is not known.

    >>> near("Turky", ["Turkey", "Serbia"]), near("Turkey", ["Turkey"]), near("", ["Turkey"])
    (['Turkey'], [], [])
    """
    by_case = {one.casefold(): one for one in names}
    typed = text.strip().casefold()
    if not typed or typed in by_case:
        return []
    return [by_case[one] for one in get_close_matches(typed, by_case, 3, 0.6)]


def printable_lines(text: str) -> str:
    r"""Return a text of several lines with what cannot be shown written out.

    >>> printable_lines("a\n\x1bb")
    'a\n\\x1bb'
    """
    return "\n".join(map(printable, text.split("\n")))


def address(path: str, **query: Any) -> str:
    """Return an address with a query, without what is empty.

    >>> address("/en/case/a.case", q="may Ana vote", n=1, find="")
    '/en/case/a.case?q=may+Ana+vote&n=1'
    """
    said = urlencode([(name, str(value)) for name, value in query.items() if value != ""])
    return f"{path}?{said}" if said else path


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(_HERE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    made.filters["printable"] = printable
    made.filters["safe_html"] = Markup
    made.filters["printable_lines"] = printable_lines
    made.filters["days"] = days
    made.filters["blanks"] = blanks
    made.globals["address"] = address
    made.globals["near"] = near
    made.globals["phrases"] = phrases
    return made
