"""A chapter of a site as a document of Akoma Ntoso 3.0, the exchange format for legal texts.

What stands in it is what our provisions say, under their ids: a paraphrase, not the words of the
gazette, and it says so. The elements are those of the standard (OASIS LegalDocML, 2018); few are
needed, so that the standard library writes them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from engine.pages.site.addresses import slug
from engine.pages.site.book import Book, Chapter, Leaf
from engine.pages.site.phrases import phrases

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_LANGUAGES = {"en": "eng", "me": "cnr"}
_COUNTRY = "zz"
"""A code that no country has: laws do not say whose they are."""

_UNKNOWN_DAY = date(1, 1, 1)
_US = "#zakonik"


def written(book: Book, chapter: Chapter) -> bytes:
    """Return a chapter as XML in UTF-8; each provision is a section with the id it has here."""
    iris = {one.id: _work(one) for one in book.chapters.values()}
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    act = SubElement(root, "act", {"name": "act", "contains": "singleVersion"})
    _meta(SubElement(act, "meta"), book, chapter)
    preface = SubElement(act, "preface")
    title = SubElement(SubElement(preface, "longTitle"), "p")
    SubElement(title, "docTitle").text = _clean(chapter.title)
    SubElement(SubElement(preface, "formula", {"name": "remark"}), "p").text = phrases(
        book.language
    )("paraphrase")
    body = SubElement(act, "body")
    for one in chapter.leaves:
        _section(body, book, book.leaves[one], iris)
    if not chapter.leaves:
        empty = SubElement(body, "section", {"eId": "sec_none"})
        SubElement(SubElement(empty, "content"), "p")
    ElementTree.indent(root)
    said: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return said + b"\n"


def section_id(one: str) -> str:
    """Return the `eId` of a provision.

    >>> section_id("VISA-0b")
    'sec_VISA-0b'
    """
    return f"sec_{slug(one)}"


def _section(body: Element, book: Book, leaf: Leaf, iris: Mapping[str, str]) -> None:
    section = SubElement(body, "section", {"eId": section_id(leaf.id)})
    SubElement(section, "num").text = leaf.id
    if leaf.title:
        SubElement(section, "heading").text = _clean(leaf.title)
    content = SubElement(section, "content")
    for said in (leaf.says, *leaf.rows):
        if said:
            SubElement(content, "p").text = _clean(said)
    if leaf.cites:
        SubElement(content, "p", {"class": "source"}).text = _clean(leaf.cites)
    for label, ids in (("rests_on", leaf.rests_on), ("feeds", leaf.feeds)):
        if ids:
            _references(content, label, ids, book, leaf, iris)


def _references(
    content: Element,
    label: str,
    ids: tuple[str, ...],
    book: Book,
    leaf: Leaf,
    iris: Mapping[str, str],
) -> None:
    """Say on which provisions one rests, or which it feeds, as references to their sections."""
    line = SubElement(content, "p", {"class": label})
    line.text = f"{phrases(book.language)(label)}: "
    for number, one in enumerate(ids):
        other = book.leaves.get(one)
        here = other is None or other.chapter == leaf.chapter
        place = "" if here or other is None else f"{iris[other.chapter]}/!main~"
        href = f"#{section_id(one)}" if here else f"{place}{section_id(one)}"
        reference = SubElement(line, "ref", {"href": href})
        reference.text = one
        reference.tail = ", " if number + 1 < len(ids) else ""


def _work(chapter: Chapter) -> str:
    """Return the address of a law as the naming convention of the standard makes it."""
    day = (chapter.starts or _UNKNOWN_DAY).isoformat()
    return f"/akn/{_COUNTRY}/act/{day}/{slug(chapter.id).casefold()}"


def _meta(meta: Element, book: Book, chapter: Chapter) -> None:
    identification = SubElement(meta, "identification", {"source": _US})
    work, language = _work(chapter), _LANGUAGES[book.language]
    day = (chapter.starts or _UNKNOWN_DAY).isoformat()
    of = (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/{language}@{day}"),
        ("FRBRManifestation", f"{work}/{language}@{day}/!main.xml"),
    )
    for level, iri in of:
        element = SubElement(identification, level)
        at = iri if level == "FRBRManifestation" else f"{iri}/!main"
        SubElement(element, "FRBRthis", {"value": at})
        SubElement(element, "FRBRuri", {"value": iri})
        SubElement(element, "FRBRdate", {"date": day, "name": "in force"})
        SubElement(element, "FRBRauthor", {"href": _US})
        if level == "FRBRWork":
            SubElement(element, "FRBRcountry", {"value": _COUNTRY})
        if level == "FRBRExpression":
            SubElement(element, "FRBRlanguage", {"language": language})
    references = SubElement(meta, "references", {"source": _US})
    for name, value in _organizations():
        SubElement(references, name, value)


def _organizations() -> Iterator[tuple[str, dict[str, str]]]:
    href = "/akn/ontology/organization/zakonik"
    yield "TLCOrganization", {"eId": "zakonik", "href": href, "showAs": "zakonik"}


def _clean(text: str) -> str:
    r"""Return a text without the characters that XML cannot have.

    >>> _clean("a\x00b")
    'ab'
    """
    return "".join(c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or c >= "\ue000")
