"""Reports as PDF and Word say all that the document says, and no name breaks them."""

import io
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from engine.answers.ask import ask
from engine.answers.situations import describe
from engine.pages.report import pdf, word
from engine.pages.report.compose import Reported, compose
from engine.pages.report.document import Report, plain, statements, walk
from kb.from_files import load_cases
from tests.engine.commands.running import zakonik
from tests.engine.pages.report.test_report import ANA, EXAMPLES, QUESTION
from tests.laws import shipped

SIX = [
    (EXAMPLES / "citizenship" / "ana.case", "en"),
    (EXAMPLES / "citizenship" / "boris.case", "me"),
    (EXAMPLES / "citizenship" / "clara.case", "en"),
    (EXAMPLES / "citizenship" / "dana.case", "me"),
    *((path, "en") for path in sorted((EXAMPLES / "situations").glob("*.case"))[:2]),
]

Capsys = pytest.CaptureFixture[str]


def report(path: Path, language: str) -> Report:
    laws = shipped()
    case = load_cases(path, laws)[0]
    question = case.expectations[0].question if case.expectations else QUESTION
    reply = ask(laws, question, case)
    return compose([Reported(case, reply)], laws.predicates, laws.version, language)


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens, which lines and cells break differently."""
    return re.sub(r"[\s\-\u00ad]", "", text)


def said(document: Report) -> list[str]:
    titles = [plain(one.title) for one in walk(document.sections)]
    stated = [part for text, _ in statements(document) for part in text.split(" | ")]
    return [squeezed(one) for one in (document.title, *titles, *stated)]


@pytest.mark.parametrize(("path", "language"), SIX, ids=lambda one: getattr(one, "stem", one))
def test_pdf_says_all_and_is_tagged(path: Path, language: str) -> None:
    document = report(path, language)
    read = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    pages = [squeezed(page.extract_text()) for page in read.pages]
    numbers = [squeezed(document.label("page").format(n=n, all=len(pages))) for n in range(1, 99)]
    text = "".join(page.replace(number, "") for page, number in zip(pages, numbers, strict=False))
    assert [one for one in said(document) if one not in text] == []
    root: Any = read.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == {"en": "en", "me": "sr"}[language]
    assert read.metadata is not None
    assert read.metadata.title == document.title


@pytest.mark.parametrize(("path", "language"), SIX, ids=lambda one: getattr(one, "stem", one))
def test_word_says_all_and_its_references_lead_somewhere(path: Path, language: str) -> None:
    document = report(path, language)
    written = Document(io.BytesIO(word.render(document)))
    body = written.element.body
    text = squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))
    assert [one for one in said(document) if one not in text] == []
    places = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    assert len(set(places)) == len(places)
    assert {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} <= set(places)
    styles = [one.style.name if one.style else "" for one in written.paragraphs]
    headings = [name for name in styles if name and name.startswith("Heading")]
    assert len(headings) == len(list(walk(document.sections)))


HOSTILE = (
    "#panic()",
    "*Ana* $x$ <Ana> @Ana",
    "\\u{0} #import x",
    "</w:t><w:br/>&amp;",
    "Ана Ђурђевић",
    "张伟",
    "A" * 300,
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_breaks_a_page(name: str) -> None:
    laws = shipped()
    case = describe(laws, f'"{name}" was born in Serbia')
    reply = ask(laws, f'was "{name}" born in Serbia', case)
    document = compose([Reported(case, reply)], laws.predicates, laws.version)
    assert pdf.render(document).startswith(b"%PDF-")
    written = Document(io.BytesIO(word.render(document)))
    shown = "".join(node.text or "" for node in written.element.body.iter(qn("w:t")))
    if name.isprintable():
        assert name in shown


def test_the_command_writes_each_form(capsys: Capsys, tmp_path: Path) -> None:
    for ending in ("pdf", "docx", "html", "md", "txt"):
        file = tmp_path / f"ana.{ending}"
        ended = zakonik(capsys, "report", QUESTION, "--case", ANA, "--lang", "me", "-o", str(file))
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        assert file.stat().st_size > 1000
    assert "Kratak odgovor".casefold() in (tmp_path / "ana.txt").read_text().casefold()
