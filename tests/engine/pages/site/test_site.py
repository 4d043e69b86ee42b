"""A law as a site: where its pages stand, what leads where, and what they need."""

import json
import shutil
from pathlib import Path

import pytest

from engine.pages.site.addresses import case_addresses, slug
from engine.pages.site.coloured import coloured_lines
from engine.pages.site.drawing import drawing, layers
from engine.pages.site.phrases import phrases
from engine.pages.site.written import MARK, write_site
from parser.resolved.tree import Case
from parser.text.diagnostic import SourceError
from tests.engine.pages.site.made import BRIDGE, LIBRARY, astray, bridge, library, pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "made"
    library(folder)
    return folder


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("both") / "made"
    bridge(folder)
    return folder


def read(folder: Path, address: str) -> str:
    return (folder / address).read_text(encoding="utf-8")


def test_every_link_leads_to_a_place_of_the_site(site: Path, both: Path) -> None:
    assert list(astray(site)) == []
    assert list(astray(both)) == []


def test_pages_need_no_network_and_have_no_script_or_style_of_their_own(both: Path) -> None:
    for page in pages(both).values():
        assert page.inline == []
        assert [one for one in page.leads if "//" in one.replace("http://www.w3.org", "")] == []


def test_a_provision_stands_under_its_id_with_its_rule_beside_it(site: Path) -> None:
    page = read(site, "en/provision/LIB-2.html")
    assert "Nothing is lent to those who owe a fee, unless it is waived." in page
    assert '<span class="k-connective">unless</span>' in page
    assert 'href="../provision/LIB-1.html"' in page
    assert "Notice, line 2" in page


def test_a_case_has_the_answer_of_ask_and_a_proof_that_opens_step_by_step(site: Path) -> None:
    (file,) = (site / "en" / "case" / "lending").glob("ivo-owes-a-fee-*.html")
    page = file.read_text(encoding="utf-8")
    assert "<strong>depends</strong>" in page
    assert "the head librarian: is the fee of Ivo waived?" in page
    assert page.count("<details") > 3
    assert "Ivo has been a member since 2020-01-01" in page
    assert 'href="../../provision/LIB-1.html"' in page


def test_what_cases_try_stands_with_the_rule_and_on_a_page_of_its_own(site: Path) -> None:
    page = read(site, "en/provision/LIB-1.html")
    assert "held 1, failed 1" in page
    assert "Cases that ask for it by name" in page
    assert "LIB-2" in read(site, "en/coverage.html")


def test_the_index_of_the_search_lists_provisions_chapters_and_cases(site: Path) -> None:
    said = read(site, "en/search-index.js").removeprefix("window.zakonikIndex = ")
    entries = json.loads(said.rstrip().removesuffix(";"))
    addresses = [address for address, *_ in entries]
    assert {"provision/LIB-1.html", "chapter/lending.html"} <= set(addresses)
    assert all((site / "en" / address).is_file() for address in addresses)
    assert sum(address.startswith("case/") for address in addresses) == 3


def test_without_a_script_the_page_of_the_search_lists_all_provisions(site: Path) -> None:
    page = read(site, "en/search.html")
    assert "Members may borrow" in page and "Not with an unpaid fee" in page


def test_laws_with_a_translation_have_each_page_in_both_languages(both: Path) -> None:
    english, other = (
        {str(one.relative_to(both / language)) for one in (both / language).rglob("*.html")}
        for language in ("en", "me")
    )
    assert english == other
    page = read(both, "me/provision/BRI-2.html")
    assert '<html lang="cnr-Latn">' in page
    assert "../../en/provision/BRI-2.html" in page
    assert "Odrasli sa kartom mogu preći most." in page
    assert "ako neka osoba je odrasla" in page
    (case,) = (both / "me" / "case" / "bridge").glob("ana-on-her-birthday-[0-9a-f]*.html")
    assert "da li osoba Ana može preći most" in case.read_text(encoding="utf-8")


def test_a_title_in_another_language_says_which(both: Path) -> None:
    (case,) = (both / "me" / "case" / "bridge").glob("ana-on-her-birthday-[0-9a-f]*.html")
    addresses = ("case/bridge.html", f"case/bridge/{case.name}", "provision/BRI-1.html")
    for address in addresses:
        page = read(both, f"me/{address}")
        assert "na engleskom, kako stoj" in page
        assert any(f'<{tag} lang="en">' in page for tag in ("h1", "h2", 'span class="soft"'))
        assert "in Montenegrin" not in read(both, f"en/{address}")
    index = read(both, "me/search-index.js").removeprefix("window.zakonikIndex = ")
    assert json.loads(index.rstrip().removesuffix(";"))[-1][-1] == "en"


def test_a_case_in_montenegrin_has_its_title_in_it(tmp_path: Path) -> None:
    cases = tmp_path / "most.case"
    cases.write_text(
        'slučaj "Ana na rođendan"\n    na dan 2026-05-01\n    dato\n'
        "        Ana rođena je 2008-05-01\n    očekuje se\n        da li je Ana odrasla: da\n",
        encoding="utf-8",
    )
    write_site((BRIDGE[0], str(cases)), str(tmp_path / "site"))
    page = read(tmp_path / "site", "en/case/most.html")
    assert '<h2 lang="cnr-Latn">' in page
    assert "in Montenegrin, as their file has them" in page
    assert "na engleskom" not in read(tmp_path / "site", "me/case/most.html")


def test_few_values_are_named_and_not_counted(both: Path) -> None:
    page = read(both, "en/case/bridge.html")
    assert "when was Ana born</a>: <strong>2008-05-01</strong>" in page
    assert "who may cross the bridge</a>: <strong>Ana</strong>" in page
    (case,) = (both / "me" / "case" / "bridge").glob("ana-on-her-birthday-[0-9a-f]*.html")
    assert "<strong>01.05.2008. godine</strong>" in case.read_text(encoding="utf-8")


def test_whatever_a_case_calls_somebody_is_text(both: Path) -> None:
    for file in both.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert "<script>" not in page and "<b>Ivo" not in page
    assert any("&lt;b&gt;Ivo&lt;/b&gt;" in file.read_text() for file in both.rglob("*.html"))


def test_a_reading_is_led_to_from_the_rules_that_count_under_it(both: Path) -> None:
    assert 'href="../readings.html#BRI-R"' in read(both, "en/provision/BRI-1b.html")
    page = read(both, "en/readings.html")
    assert 'id="BRI-R"' in page and 'href="provision/BRI-1b.html"' in page


def test_an_exception_is_drawn_beside_what_gives_way_to_it(both: Path) -> None:
    page = read(both, "en/provision/BRI-2.html")
    assert page.count('class="line dashed"') == 1
    assert page.count('class="line"') == 2
    assert '<a href="../provision/BRI-3.html">' in page


def test_what_no_rule_carries_has_a_page_that_says_why(both: Path) -> None:
    page = read(both, "en/provision/BRI-0.html")
    assert "not a rule" in page and "it tells a story" in page


def test_a_site_is_made_anew_and_nothing_else_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    library(folder)
    (folder / "en" / "provision" / "GONE.html").write_text("")
    library(folder)
    assert not (folder / "en" / "provision" / "GONE.html").exists()
    (folder / MARK).unlink()
    with pytest.raises(SourceError):
        library(folder)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["made"]


def test_cases_that_there_was_no_time_for_are_listed_and_nothing_is_claimed(
    tmp_path: Path,
) -> None:
    told = write_site((LIBRARY,), str(tmp_path / "made"), is_over=lambda: True)
    assert (told.cases, told.answered) == (3, 0)
    (file,) = (tmp_path / "made/en/case/lending").glob("ivo-owes-a-fee-*.html")
    assert phrases("en")("not_answered") in file.read_text(encoding="utf-8")
    assert phrases("en")("gaps") not in read(tmp_path, "made/en/provision/LIB-1.html")
    assert list(astray(tmp_path / "made")) == []


def test_two_processes_write_what_one_writes(site: Path, tmp_path: Path) -> None:
    write_site((LIBRARY,), str(tmp_path / "two"), processes=2)
    for one in sorted(site.rglob("*")):
        if one.is_file():
            assert (tmp_path / "two" / one.relative_to(site)).read_bytes() == one.read_bytes()


def test_ids_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    shutil.copy(f"{LIBRARY}/lending.law", tmp_path / "lending.law")
    law = (tmp_path / "lending.law").read_text(encoding="utf-8")
    law += law[law.index("rule LIB-1") :].split("rule LIB-2")[0].replace("LIB-1", "lib-1")
    (tmp_path / "lending.law").write_text(law, "utf-8")
    with pytest.raises(SourceError):
        write_site((str(tmp_path / "lending.law"),), str(tmp_path / "made"))


def test_an_address_depends_on_nothing_but_the_name() -> None:
    assert slug("CIT-ADM-3") == "CIT-ADM-3"
    twice = (Case("Ana asks"), Case("Ana asks"), Case("…"))
    first, second, third = case_addresses("a", twice)
    assert second == first.replace(".html", "-2.html")
    assert third.startswith("case/a/case-")


def test_both_languages_say_the_same_things() -> None:
    english, other = (phrases(one).by_key for one in ("en", "me"))
    assert english.keys() == other.keys()
    assert all(english[key].count("{") == other[key].count("{") for key in english)


def test_a_circle_of_rules_is_drawn_too() -> None:
    edges = {("a", "b"), ("b", "a"), ("b", "c")}
    columns = layers(("a", "b", "c"), edges)
    assert sorted(one for column in columns for one in column) == ["a", "b", "c"]
    assert drawing(columns, edges, (), {}).lines


def test_lines_of_a_rule_keep_their_own_margin_in_colours() -> None:
    lines = ("a person may borrow a book", "if any of:", "    (a) the person is rich")
    assert "".join(text for _, text in coloured_lines(lines, 'rule A "a"')) == "\n".join(lines)
