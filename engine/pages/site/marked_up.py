"""A page of the documents, written in Markdown -> HTML, with laws and cases in their colours.

The one module that knows the library of Markdown.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from engine.pages.site.coloured import coloured
from engine.pages.site.rendering import spans

_LAWFUL = frozenset({"law", "case"})
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


class Heading(NamedTuple):
    """A heading with the name by which it can be led to."""

    level: int
    text: str
    anchor: str


class Document(NamedTuple):
    """A page of the documents as HTML, and its headings, the title first."""

    html: Markup
    headings: tuple[Heading, ...]


def marked_up(text: str, leads: Callable[[str], str]) -> Document:
    """Return a page as HTML; `leads` turns what a link of it names into an address of the site.

    HTML in the text is shown as it is written. Headings have the anchors that forges give them.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    for kind, rule in _RULES.items():
        reader.add_render_rule(kind, rule)
    tokens = reader.parse(text)
    headings: list[Heading] = []
    seen: dict[str, int] = {}
    for token, inside in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and inside is not None:
            said = _plain(inside)
            anchor = _anchor(said, seen)
            token.attrSet("id", anchor)
            headings.append(Heading(int(token.tag[1:]), said, anchor))
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", leads(str(child.attrGet("href"))))
    html = reader.renderer.render(tokens, reader.options, {})
    return Document(Markup(html), tuple(headings))


def _plain(inline: Token) -> str:
    """Return the text of a heading without its marks."""
    return "".join(one.content for one in inline.children or () if one.content)


def _anchor(said: str, seen: dict[str, int]) -> str:
    """Return the anchor of a heading; of two alike the later is numbered.

    >>> _anchor("What is *not* so", {}), _anchor("Days", {"days": 1})
    ('what-is-not-so', 'days-1')
    """
    plain = _NOT_IN_ANCHOR.sub("", said.casefold()).replace(" ", "-")
    number = seen.get(plain, 0)
    seen[plain] = number + 1
    return f"{plain}-{number}" if number else plain


def _fence(
    renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Mapping[str, Any]
) -> str:
    """Write a block: laws and cases in colours, commands and what they print told apart."""
    token = tokens[place]
    language, _, name = token.info.partition(" ")
    match language:
        case one if one in _LAWFUL:
            inside = spans(coloured(token.content.rstrip("\n")))
        case "console":
            inside = Markup("\n").join(_console(line) for line in token.content.splitlines())
        case _:
            inside = escape(token.content.rstrip("\n"))
    label = name.strip() or language or "text"
    title = Markup('<p class="file">{}</p>').format(name.strip()) if name.strip() else Markup("")
    wrap = " law" if language in _LAWFUL else ""
    form = '<pre class="block{}" tabindex="0" role="group" aria-label="{}"><code>{}</code></pre>\n'
    return str(title + Markup(form).format(wrap, label, inside))


def _console(line: str) -> Markup:
    if line.startswith("$ "):
        return Markup('<span class="k-id">$</span> <strong>{}</strong>').format(line[2:])
    return escape(line)


def _table(
    renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Mapping[str, Any]
) -> str:
    """Begin a table that may be wider than the page."""
    return '<div class="wide" tabindex="0" role="group" aria-label="table"><table>\n'


def _table_end(
    renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Mapping[str, Any]
) -> str:
    return "</table></div>\n"


_RULES: Mapping[str, Any] = {
    "fence": _fence,
    "table_open": _table,
    "table_close": _table_end,
}
