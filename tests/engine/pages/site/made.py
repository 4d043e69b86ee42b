"""Sites that the tests look at, and what leads where in their pages."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from engine.pages.site.written import Written, write_site

ROOT = Path(__file__).parents[4]
LIBRARY = str(ROOT / "examples" / "library")
BRIDGE = tuple(str(Path(__file__).parent / f"bridge.{ending}") for ending in ("law", "case"))
"""A law with a translation, a reading, a note, an exception, and a case with a hostile name."""


def library(folder: Path) -> Written:
    """Write the site of a law with three worked cases."""
    return write_site((LIBRARY,), str(folder))


def bridge(folder: Path) -> Written:
    """Write the site of a law in two languages."""
    return write_site(BRIDGE, str(folder))


class Page(HTMLParser):
    """What a page leads to, the places in it that can be led to, and what of it is not allowed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self._tag = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, anchors, and scripts or styles that stand in the page itself."""
        given = {name: value or "" for name, value in attrs}
        self.leads += [given[name] for name in ("href", "src", "action") if name in given]
        if "id" in given:
            self.anchors.add(given["id"])
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.inline += ["style"] if "style" in given or tag == "style" else []
        self.inline += ["script"] if tag == "script" and "src" not in given else []


def pages(folder: Path) -> dict[Path, Page]:
    """Return all pages of a site by their files."""
    return {one: Page(one.read_text(encoding="utf-8")) for one in sorted(folder.rglob("*.html"))}


def astray(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each link that leads to no file of the site or to no place in it, with its page."""
    found = pages(folder)
    for file, page in found.items():
        for lead in page.leads:
            at = urlsplit(lead)
            if at.scheme in ("https", "http", "mailto"):
                continue
            target = (file.parent / unquote(at.path)).resolve() if at.path else file
            is_there = target.is_file()
            if is_there and at.fragment and target.suffix == ".html":
                is_there = unquote(at.fragment) in found[target].anchors
            if not is_there:
                yield str(file.relative_to(folder)), lead
