"""The book of a site -> its pages about the law: chapters, provisions, coverage, the index."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from engine.answers.coverage import Coverage, RuleCover
from engine.pages.site.addresses import (
    above,
    chapter_address,
    provision_address,
    slug,
)
from engine.pages.site.book import Act, Book, Chapter, Leaf
from engine.pages.site.casebook import CaseFile
from engine.pages.site.drawing import Drawing, drawing, layers
from engine.pages.site.phrases import Phrases
from engine.pages.site.rendering import Pages

_MOST_DRAWN = 9
"""How many neighbours on a side are drawn; the lists have all of them."""

_MOST_OF_A_CHAPTER = 40

Parts = Mapping[str, object]
"""What a template takes besides."""


class Row(NamedTuple):
    """A question of a worked case, as the page of a provision lists it; `tag`: of its title."""

    address: str
    number: int
    question: str
    answer: str
    title: str
    tag: str


def law_pages(
    pages: Pages,
    book: Book,
    cases: Sequence[CaseFile],
    cover: Coverage | None,
    is_whole: bool,
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages about the law in one language, each with its address.

    Unless `is_whole`, some cases were not answered, so that nothing is said of what none tries.
    """
    for address, written in _each(pages, book, cases, cover, is_whole):
        yield address, written()


def law_page(
    pages: Pages, book: Book, cases: Sequence[CaseFile], address: str, **parts: object
) -> bytes | None:
    """Return the page at an address, with the answers of those cases that have some.

    None stands for an address that no page about the law has; `parts` are handed on to templates.
    """
    for each, written in _each(pages, book, cases, None, False, **parts):
        if each == address:
            return written()
    return None


def _each(
    pages: Pages,
    book: Book,
    cases: Sequence[CaseFile],
    cover: Coverage | None,
    is_whole: bool,
    **parts: object,
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each address with what writes its page."""

    def page(template: str, address: str, **own: object) -> Callable[[], bytes]:
        return partial(pages.write, template, address, **own, **parts)

    titles = {one.id: one.title for one in book.leaves.values()}
    yield "index.html", partial(_home, pages, book, cases, parts)
    yield "readings.html", page("readings", "readings.html", book=book, slug=slug)
    yield "cases.html", page("cases", "cases.html", files=cases)
    for file in cases:
        yield file.address, page("file", file.address, file=file)
    yield "coverage.html", partial(_coverage, pages, book, cover, is_whole, parts)
    yield "search.html", partial(_search, pages, book, parts)
    yield "search-index.js", partial(_index, book, cases)
    for chapter in book.chapters.values():
        of_chapter = partial(_chapter, pages, book, chapter, titles, parts)
        yield chapter_address(chapter.id), of_chapter
    named, used = _rows(cases, pages.language)
    for leaf in book.leaves.values():
        address = provision_address(leaf.id)
        covered = cover.rules.get(leaf.id) if cover else None
        about = (*named.get(leaf.id, ()), *used.get(leaf.id, ()))
        write = page(
            "provision",
            address,
            leaf=leaf,
            leaves=book.leaves,
            chapter=book.chapters[leaf.chapter],
            chapter_address=chapter_address,
            cover=covered,
            is_whole=is_whole,
            gaps=gap_words(covered, pages.phrases) if covered else (),
            with_cases=cover is not None or leaf.id in named or leaf.id in used,
            titles_as_filed=any(row.tag != pages.phrases("tag") for row in about),
            named=named.get(leaf.id, ()),
            used=used.get(leaf.id, ()),
        )
        yield address, partial(_with_picture, write, leaf, titles)


def _with_picture(write: Callable[..., bytes], leaf: Leaf, titles: Mapping[str, str]) -> bytes:
    return write(picture=_around(leaf, titles))


def _home(pages: Pages, book: Book, cases: Sequence[CaseFile], parts: Parts) -> bytes:
    every = [case for file in cases for case in file.cases]
    about = pages.phrases(
        "about",
        provisions=len(book.leaves),
        chapters=len(book.chapters),
        cases=len(every),
        questions=sum(len(case.asked) for case in every),
    )
    acts = [(act.title, _told_apart(act)) for act in book.acts if len(act.chapters) > 1]
    others = [one for act in book.acts if len(act.chapters) == 1 for one in act.chapters]
    if others:
        heading = pages.phrases("further" if acts else "chapters")
        acts.append((heading, [(one, one.title) for one in others]))
    return pages.write(
        "home",
        "index.html",
        acts=acts,
        about=about,
        chosen=any(one.overlay for act in book.acts for one in act.chapters),
        chapter_address=chapter_address,
        **parts,
    )


def _told_apart(act: Act) -> list[tuple[Chapter, str]]:
    """Return the chapters of an act with what tells their titles apart."""
    found: list[tuple[Chapter, str]] = []
    for one in act.chapters:
        said = one.title.removeprefix(act.title).lstrip(" ,:")
        found.append((one, f"{said[:1].upper()}{said[1:]}" if said else one.title))
    return found


def _chapter(
    pages: Pages, book: Book, chapter: Chapter, titles: Mapping[str, str], parts: Parts
) -> bytes:
    leaves = [book.leaves[one] for one in chapter.leaves]
    edges = [(below, leaf.id) for leaf in leaves for below in leaf.rests_on]
    exceptions = [(over, leaf.id) for leaf in leaves for over in leaf.gives_way]
    within = {leaf.id for leaf in leaves}
    every = {*edges, *exceptions}
    joined = {one for edge in every if set(edge) <= within for one in edge}
    rules = [leaf.id for leaf in leaves if leaf.id in joined]
    columns = layers(rules, every) if len(rules) <= _MOST_OF_A_CHAPTER else ()
    picture = drawing(columns, edges, exceptions, titles)
    address = chapter_address(chapter.id)
    return pages.write(
        "chapter",
        address,
        chapter=chapter,
        leaves=leaves,
        picture=picture,
        used_by=[one.id for one in book.chapters.values() if chapter.id in one.uses],
        chapters=book.chapters,
        chapter_address=chapter_address,
        slug=slug,
        **parts,
    )


def _around(leaf: Leaf, titles: Mapping[str, str]) -> Drawing:
    """Draw a provision between the nearest of those that it rests on and that it feeds."""
    below = tuple(dict.fromkeys((*leaf.gives_way, *leaf.rests_on)))[:_MOST_DRAWN]
    every = dict.fromkeys(one for one in (*leaf.defeats, *leaf.feeds) if one not in below)
    over = tuple(every)[:_MOST_DRAWN]
    columns = [column for column in (below, (leaf.id,), over) if column]
    edges = [*((one, leaf.id) for one in leaf.rests_on), *((leaf.id, one) for one in leaf.feeds)]
    exceptions = [(one, leaf.id) for one in leaf.gives_way]
    exceptions += [(leaf.id, one) for one in leaf.defeats]
    return drawing(columns, edges, exceptions, titles, leaf.id)


Rows = dict[str, list[Row]]


def _rows(cases: Sequence[CaseFile], language: str) -> tuple[Rows, Rows]:
    """Return by id the questions whose case names a rule, and others whose reasons rest on it."""
    named: Rows = {}
    used: Rows = {}
    for file in cases:
        for case in file.cases:
            for one in case.asked:
                words = one.questions[language], one.answers[language]
                row = Row(case.address, one.number, *words, case.title, file.tag)
                for name in one.named:
                    named.setdefault(name, []).append(row)
                for name in sorted(one.used.difference(one.named)):
                    used.setdefault(name, []).append(row)
    return named, used


def gap_words(cover: RuleCover, said: Phrases) -> tuple[str, ...]:
    """Say what of a rule no case has tried, item by item."""
    found: list[str] = []
    for label, tries in (("", cover.tries), *cover.items.items()):
        before = f"{label}: " if label else ""
        if not tries.held:
            found.append(before + said("gap_held"))
        if not tries.failed and (label or cover.conditional):
            found.append(before + said("gap_failed"))
    return tuple(found)


def _coverage(
    pages: Pages, book: Book, cover: Coverage | None, is_whole: bool, parts: Parts
) -> bytes:
    rules = list(cover.rules.values()) if cover else []
    said = pages.phrases(
        "coverage_said",
        rules=len(rules),
        held=sum(1 for one in rules if one.tries.held),
        failed=sum(1 for one in rules if one.tries.failed),
        cases=cover.cases if cover else 0,
        questions=cover.expectations if cover else 0,
    )
    return pages.write(
        "coverage",
        "coverage.html",
        cover=cover,
        said=said,
        rules=[(one.id, one, gap_words(one, pages.phrases) if is_whole else ()) for one in rules],
        is_whole=is_whole,
        leaves=book.leaves,
        notes=[leaf for leaf in book.leaves.values() if leaf.sort == "note"],
        **parts,
    )


def _search(pages: Pages, book: Book, parts: Parts) -> bytes:
    own = {"book": book, "chapter_address": chapter_address}
    return pages.write("search", "search.html", **own, **parts)


def _index(book: Book, cases: Sequence[CaseFile]) -> bytes:
    """Return what the search looks through: address, id, title and words of each page."""
    entries: list[tuple[str, ...]] = [
        (provision_address(leaf.id), leaf.id, leaf.title, leaf.says or " ".join(leaf.rows))
        for leaf in book.leaves.values()
    ]
    entries += [(chapter_address(one.id), "", one.title, "") for one in book.chapters.values()]
    entries += [
        (case.address, "", case.title, "", file.tag) for file in cases for case in file.cases
    ]
    assert all(above(address) or "/" not in address for address, *_ in entries)
    said = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"window.zakonikIndex = {said};\n".encode("utf-8", "backslashreplace")
