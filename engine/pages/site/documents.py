"""The documents of the project -> a site of the same looks as that of a law.

`python -m engine.pages.site.documents ROOT DIR` writes it; `make docs` does.
"""

import json
import os
import posixpath
import sys
import tomllib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.pages.site.addresses import above
from engine.pages.site.casebook import write
from engine.pages.site.coloured import coloured
from engine.pages.site.marked_up import Document, marked_up
from engine.pages.site.rendering import document_page
from engine.pages.site.written import MARK, assets, check_folder
from parser.text.source import read_source

CONTENTS = "docs/contents.toml"
"""The file that says which page stands where."""

_FORGE = "https:", "http:", "mailto:"
_COLOURED = (".law", ".case")


class Section(NamedTuple):
    """Pages that belong together, by their paths in the project."""

    title: str
    pages: tuple[str, ...]


class Page(NamedTuple):
    """A page of the documents: its path in the project, where it stands, and what is in it."""

    path: str
    address: str
    document: Document

    @property
    def title(self) -> str:
        """The first heading."""
        return self.document.headings[0].text if self.document.headings else self.path


def contents(root: str) -> tuple[Section, ...]:
    """Return the sections of the documents as their file has them; further pages of `docs` last."""
    said = tomllib.loads(read_source(os.path.join(root, *CONTENTS.split("/"))))
    found = [Section(one["title"], tuple(one["pages"])) for one in said["section"]]
    listed = {page for section in found for page in section.pages}
    further = tuple(
        page
        for name in sorted(os.listdir(os.path.join(root, "docs")))
        if name.endswith(".md") and (page := f"docs/{name}") not in listed
    )
    return (*found, *((Section("Further pages", further),) if further else ()))


def address_of(path: str) -> str:
    """Return where a file of the project stands on the site.

    >>> address_of("README.md"), address_of("docs/lint/L101.md"), address_of("a/README.md")
    ('index.html', 'lint/L101.html', 'a/index.html')
    >>> address_of("dogs.law")
    'dogs.law.html'
    """
    inside = path.removeprefix("docs/")
    if not inside.endswith(".md"):
        return f"{inside}.html"
    stem = inside.removesuffix(".md")
    return f"{stem[: -len('README')]}index.html" if stem.endswith("README") else f"{stem}.html"


def write_documents(root: str, folder: str) -> int:
    """Write the documents of the project at `root` into a folder, and return how many pages.

    Raises SourceError for a folder with something else in it or a file that cannot be read.
    """
    check_folder(folder)
    sections = contents(root)
    under = tuple(_lint_pages(root))
    pages: list[Page] = []
    linked: dict[str, None] = {}
    for path in (*(one for section in sections for one in section.pages), *under):
        text = read_source(os.path.join(root, *path.split("/")))
        address = address_of(path)

        def leads(href: str, path: str = path, address: str = address) -> str:
            return _leads(href, path, address, root, linked)

        pages.append(Page(path, address, marked_up(text, leads)))
    written = {page.path for page in pages}
    write(folder, MARK, b"made by zakonik site\n")
    for address, content in assets():
        write(folder, address, content)
    listed = _listed(sections, pages)
    for page in pages:
        parts = {"page": page, "sections": listed, "document": page.document.html}
        write(folder, page.address, document_page("document", page.address, **parts))
    for path in linked:
        if path not in written:
            write(folder, address_of(path), _file_page(root, path, listed))
    write(folder, "search-index.js", _index(pages))
    write(folder, "search.html", document_page("documents", "search.html", sections=listed))
    return len(pages)


Listed = list[tuple[str, list[Page]]]


def _listed(sections: Sequence[Section], pages: Sequence[Page]) -> Listed:
    by_path = {page.path: page for page in pages}
    return [(section.title, [by_path[one] for one in section.pages]) for section in sections]


def _lint_pages(root: str) -> Iterator[str]:
    """Yield the pages of the rules of the linter, which the page of the linter leads to."""
    folder = os.path.join(root, "docs", "lint")
    yield from (f"docs/lint/{name}" for name in sorted(os.listdir(folder)) if name.endswith(".md"))


def _leads(href: str, path: str, address: str, root: str, linked: dict[str, None]) -> str:
    """Return where a link of a page leads on the site; a file of the project gets a page too."""
    if href.startswith(_FORGE) or href.startswith("#"):
        return href
    named, sign, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
    if os.path.isfile(os.path.join(root, *target.split("/"))):
        linked[target] = None
    return f"{above(address)}{address_of(target)}{sign}{anchor}"


def _file_page(root: str, path: str, sections: Listed) -> bytes:
    """Return the page of a file that is no document, such as a law that one leads to."""
    text = read_source(os.path.join(root, *path.split("/")))
    runs = coloured(text) if path.endswith(_COLOURED) else (("", text),)
    address = address_of(path)
    return document_page("shown-file", address, path=path, runs=runs, sections=sections)


def _index(pages: Sequence[Page]) -> bytes:
    """Return what the search looks through: each heading, with the title of its page."""
    entries = [
        (
            page.address if heading.level == 1 else f"{page.address}#{heading.anchor}",
            "",
            heading.text if heading.level == 1 else f"{page.title}: {heading.text}",
            "",
        )
        for page in pages
        for heading in page.document.headings
    ]
    said = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"window.zakonikIndex = {said};\n".encode("utf-8", "backslashreplace")


if __name__ == "__main__":
    print(f"{sys.argv[2]}: {write_documents(sys.argv[1], sys.argv[2])} pages")
