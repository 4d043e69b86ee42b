"""The extension of VS Code and the server say the same to each other."""

import dataclasses
import json
import re
from pathlib import Path

from engine.server import of_cases, of_views, viewing
from tests.readme import ROOT

EXTENSION = ROOT / "editors/vscode"
SOURCES = sorted((*(EXTENSION / "src").glob("*.ts"), *(EXTENSION / "media").glob("*.ts")))


def interfaces() -> dict[str, list[str]]:
    """Return the fields of each interface of the extension's `protocol.ts`."""
    text = (EXTENSION / "src/protocol.ts").read_text(encoding="utf-8")
    found = re.findall(r"export interface (\w+) \{\n(.*?)\n\}", text, re.DOTALL)
    return {name: re.findall(r"^  (\w+):", body, re.MULTILINE) for name, body in found}


def test_the_client_has_the_fields_that_the_server_sends() -> None:
    ours = {
        name: [field.name for field in dataclasses.fields(one)]
        for name, one in vars(viewing).items()
        if isinstance(one, type) and dataclasses.is_dataclass(one)
    }
    theirs = interfaces()
    assert theirs.pop("Place") == ["uri", "place"]
    assert theirs == ours


def test_the_client_asks_for_what_the_server_answers() -> None:
    asked = {
        name
        for path in SOURCES
        for name in re.findall(r'sendRequest<[^(]*>\("(\w+/\w+)"', path.read_text(encoding="utf-8"))
    }
    views = (of_views.CASES, of_views.CAME, of_views.PROOF, of_views.LADDER)
    assert asked == {*views, of_views.PROVISIONS, of_views.MARKS}
    assert of_cases.WHY in (EXTENSION / "src/extension.ts").read_text(encoding="utf-8")


def test_nothing_that_a_law_says_is_read_as_html() -> None:
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    page = (EXTENSION / "src/caseView.ts").read_text(encoding="utf-8")
    assert "default-src 'none'; script-src ${only}; style-src ${only}" in page
    assert "unsafe-" not in page
    assert re.findall(r"<script[^>]*>", page) == ['<script src="${script.toString()}">']


def test_the_lock_names_no_registry_and_what_the_manifest_names_is_there() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in one for one in lock["packages"].values())
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    said = manifest["contributes"]
    named = [one["configuration"] for one in said["languages"]]
    named += [one["path"] for one in (*said["grammars"], *said["snippets"])]
    assert all((EXTENSION / one).is_file() for one in named)
    shown = {one["command"] for one in said["commands"]}
    text = (EXTENSION / "src/extension.ts").read_text(encoding="utf-8")
    assert shown <= set(re.findall(r'registerCommand\("([\w.]+)"', text))


def test_snippets_are_laws_and_cases_once_filled(tmp_path: Path) -> None:
    from engine.server.workspace import Workspace

    snippets = json.loads((EXTENSION / "snippets/zakonik.json").read_text(encoding="utf-8"))
    law = filled(snippets["law"]["body"])
    case = filled(snippets["case"]["body"])
    workspace = Workspace()
    workspace.put(str(tmp_path / "a.law"), law)
    workspace.put(str(tmp_path / "a.case"), case)
    found = workspace.problems(str(tmp_path / "a.law"))
    assert {path: [one.message for one in wrong] for path, wrong in found.items()} == {
        str(tmp_path / "a.law"): [],
        str(tmp_path / "a.case"): [],
    }


def filled(body: list[str]) -> str:
    """Return a snippet with what its places offer."""
    text = "\n".join(body)
    for variable, value in (("YEAR", "2026"), ("MONTH", "01"), ("DATE", "02")):
        text = text.replace(f"$CURRENT_{variable}", value)
    text = re.sub(r"\$\{\d+\|([^,}]*)[^}]*\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    return re.sub(r"\$\d+", "", text)
