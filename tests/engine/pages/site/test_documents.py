"""The documents of the project as a site."""

from pathlib import Path

import pytest

from engine.pages.site.documents import contents, write_documents
from tests.engine.pages.site.made import ROOT, astray, pages
from tests.readme import PAGES

pytest.importorskip("markdown_it", reason="markdown-it-py, which reads the pages, is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents") / "made"
    write_documents(str(ROOT), str(folder))
    return folder


def test_every_page_stands_in_the_contents_once() -> None:
    listed = [one for section in contents(str(ROOT)) for one in section.pages]
    assert sorted(listed) == sorted(page.relative_to(ROOT).as_posix() for page in PAGES)


def test_every_link_leads_to_a_place_of_the_site(site: Path) -> None:
    assert list(astray(site)) == []


def test_pages_have_no_script_or_style_of_their_own(site: Path) -> None:
    assert [file for file, page in pages(site).items() if page.inline] == []


def test_laws_are_in_the_colours_of_our_own_lexer(site: Path) -> None:
    page = (site / "tutorial.html").read_text(encoding="utf-8")
    assert '<span class="k-declaration">vocabulary</span>' in page
    assert '<span class="k-id">$</span> <strong>zakonik new pool</strong>' in page


def test_a_law_that_a_page_leads_to_is_shown(site: Path) -> None:
    page = (site / "examples" / "conflict" / "dogs.law.html").read_text(encoding="utf-8")
    assert '<span class="k-declaration">law</span>' in page
