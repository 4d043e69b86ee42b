"""The templates of a site, and how they write links, colours and marks."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.pages.site.addresses import Places, above
from engine.pages.site.coloured import Coloured
from engine.pages.site.phrases import phrases
from engine.pages.text import printable
from engine.proof.node import Status

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

MARKS: dict[Status, tuple[str, str]] = {
    "holds": ("✓", "holds"),
    "fails": ("✗", "fails"),
    "unknown": ("?", "unknown"),
    "open": ("○", "open"),
    "defeated": ("⊘", "defeated"),
    "conflict": ("!", "conflict"),
}
"""The sign before a step of a proof, and the name of its colour."""

_NAME = re.compile(r"`(?P<quoted>[^`]+)`|(?P<name>[A-Za-z][\w-]*(?:\.[\w-]*\w)*)")


class Pages:
    """Writes the pages of a site in one language."""

    def __init__(
        self, language: str, languages: tuple[str, ...], known: Places, version: str
    ) -> None:
        """Take the language, all of the site, the addresses of ids, and the version of the laws."""
        self.language, self.languages, self.known = language, languages, known
        self.version = version[:12]
        self.phrases = phrases(language)

    def write(self, template: str, address: str, **parts: object) -> bytes:
        """Return a page at an address below that of its language, from its template."""
        up = above(address)
        page = _environment().get_template(f"{template}.html.jinja")
        said = page.render(
            t=self.phrases,
            up=up,
            assets=f"{up}../assets/",
            address=address,
            languages=[(name, phrases(name)) for name in self.languages],
            linked=lambda text: _linked(text, self.known, up),
            to=lambda one: up + self.known[one],
            marks=MARKS,
            here=template,
            version=self.version,
            **parts,
        )
        return said.encode("utf-8", "backslashreplace")


def root_page(languages: tuple[str, ...]) -> bytes:
    """Return the first page of a site, which leads to its languages."""
    page = _environment().get_template("root.html.jinja")
    said = page.render(languages=[(name, phrases(name)) for name in languages])
    return said.encode("utf-8")


def _linked(text: str, known: Places, up: str) -> Any:
    """Return a text in which each id that has a page leads to it, and `words` are quoted."""
    from markupsafe import Markup, escape

    said: list[Any] = []
    end = 0
    shown = printable(text)
    for found in _NAME.finditer(shown):
        quoted, name = found["quoted"], found["name"]
        if name is not None and name not in known:
            continue
        said.append(escape(shown[end : found.start()]))
        if name is not None:
            said.append(Markup('<a href="{}">{}</a>').format(up + known[name], name))
        else:
            said.append(Markup("<q>{}</q>").format(quoted))
        end = found.end()
    said.append(escape(shown[end:]))
    return Markup("").join(said)


def document_page(template: str, address: str, **parts: object) -> bytes:
    """Return a page of the documents, which stand in one language and at the top of their site."""
    up = above(address)
    page = _environment().get_template(f"{template}.html.jinja")
    said = page.render(
        t=phrases("en"),
        up=up,
        assets=f"{up}assets/",
        address=address,
        languages=[],
        here=template,
        version="",
        **parts,
    )
    return said.encode("utf-8", "backslashreplace")


def spans(runs: Coloured) -> "Markup":
    """Return stretches of a file as marked text."""
    from markupsafe import Markup, escape

    return Markup("").join(
        Markup('<span class="k-{}">{}</span>').format(kind, text) if kind else escape(text)
        for kind, text in runs
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("engine.pages.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: Mapping[str, Any] = {"coloured": spans, "printable": printable}
    made.filters.update(filters)
    return made
