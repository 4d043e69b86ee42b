"""Some laws and their worked cases -> the files of a site, in a folder that is new or a site."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import NamedTuple

from engine.answers.ask import ask
from engine.answers.coverage import Part, together
from engine.answers.reply import Reply
from engine.pages.language import spoken
from engine.pages.site import akoma_ntoso
from engine.pages.site.addresses import Places, slug
from engine.pages.site.casebook import (
    Making,
    Progress,
    case_files,
    places,
    unanswered_pages,
    write,
    write_cases,
)
from engine.pages.site.from_laws import book
from engine.pages.site.law_pages import law_pages
from engine.pages.site.rendering import Pages, root_page
from kb.base import KnowledgeBase
from kb.from_files import load
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import NOWHERE

MARK = ".zakonik-site"
"""The file by which a folder is known to be a site, so that it may be written anew."""


class Written(NamedTuple):
    """What stands in a site: pages of provisions, cases, and those of them that are answered."""

    provisions: int
    cases: int
    answered: int
    files: int


def write_site(
    paths: tuple[str, ...],
    folder: str,
    *,
    backend: str = "pydatalog",
    processes: int = 1,
    with_cases: bool = True,
    is_over: Callable[[], bool] = lambda: False,
    tell: Progress = lambda done, of: None,
) -> Written:
    """Write the site of the laws at `paths` into a folder, whole or not at all.

    The folder is made, or is a site that is replaced. Raises SourceError if it is anything else,
    or if a law, a translation or a case cannot be read; OSError if it cannot be written.
    """
    check_folder(folder)
    kb = load(*paths)
    languages = ("en", "me") if kb.translation.forms else ("en",)
    beside = os.path.dirname(os.path.abspath(folder))
    os.makedirs(beside, exist_ok=True)
    made = tempfile.mkdtemp(prefix=".zakonik-site-", dir=beside)
    try:
        making = Making(paths, made, backend, languages)
        told = _write_all(kb, making, processes if with_cases else 0, is_over, tell)
        _move(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return told


def check_folder(folder: str) -> None:
    """Raise SourceError if something stands where a site would go that is none."""
    if not os.path.exists(folder) or os.path.exists(os.path.join(folder, MARK)):
        return
    if os.path.isdir(folder) and not os.listdir(folder):
        return
    problem = Diagnostic(
        "no-site",
        f"`{folder}` is there and is no site of zakonik, so that it is not written over",
        NOWHERE,
        help="name a new folder, or an empty one",
    )
    raise SourceError((problem,))


def _write_all(
    kb: KnowledgeBase,
    making: Making,
    processes: int,
    is_over: Callable[[], bool],
    tell: Progress,
) -> Written:
    read = tuple(case_files(kb))
    found = tuple(file for file, _ in read)
    cases = tuple(case for _, of in read for case in of)
    parts: list[Part] = []
    if processes:
        found, parts = write_cases(making, found, processes, is_over, tell)
    cover = None
    if parts:

        def asking(question: Question, case: Case) -> Reply:
            return ask(kb, question, case, backend=making.backend)

        cover = together(kb, parts, asking)
    answered = sum(part.cases for part in parts)
    is_whole = answered == len(cases)
    known = places(kb)
    _check_addresses(known)
    for language in making.languages:
        told = book(kb, cases, language)
        pages = Pages(language, making.languages, known, kb.version)
        for address, content in law_pages(pages, told, found, cover, is_whole):
            write(making.folder, f"{language}/{address}", content)
        for chapter in told.chapters.values():
            address = f"akn/{language}/{slug(chapter.id)}.xml"
            write(making.folder, address, akoma_ntoso.written(told, chapter))
        for file, (_, of) in zip(found, read, strict=True):
            for address, content in unanswered_pages(pages, spoken(kb, language), file, of):
                write(making.folder, f"{language}/{address}", content)
    for address, content in _around(making.languages):
        write(making.folder, address, content)
    provisions = sum(address.startswith("provision/") for address in known.values())
    number = sum(len(inside) for _, _, inside in os.walk(making.folder))
    return Written(provisions, len(cases), answered, number)


def _around(languages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield what a site has once for all languages."""
    yield MARK, b"made by zakonik site\n"
    yield "index.html", root_page(languages)
    yield from assets()


def assets() -> Iterator[tuple[str, bytes]]:
    """Yield the style sheet and the script of the search, each with its address."""
    for name in ("site.css", "search.js"):
        file = files("engine.pages.site").joinpath("assets", name)
        yield f"assets/{name}", file.read_bytes()


def _check_addresses(known: Places) -> None:
    """Raise SourceError where two ids differ in small and capital letters only.

    Many file systems do not tell these apart, and one page would be written over the other.
    """
    seen: dict[str, str] = {}
    for one in sorted(known):
        other = seen.setdefault(slug(one).casefold(), one)
        if other != one:
            problem = Diagnostic(
                "same-address",
                f"`{other}` and `{one}` would have one page where letters' case does not count",
                NOWHERE,
                help="give one of them another id",
            )
            raise SourceError((problem,))


def _move(made: str, folder: str) -> None:
    """Put a finished site in its place, and what was there away."""
    os.chmod(made, 0o755)
    if os.path.exists(folder):
        old = f"{made}-old"
        os.rename(folder, old)
        os.rename(made, folder)
        shutil.rmtree(old)
    else:
        os.rename(made, folder)
