"""Twenty mistakes in a law, and twenty in its cases: each told at its place, with a way out.

Beside the files of `tests/bad/twenty/FOLDER` stands in `expected.txt` exactly what their author is
told. None is a mistake of `tests/engine/server/test_mistakes.py`.
"""

import os
from pathlib import Path

import pytest

from kb.diagnose import diagnose
from parser.text.render import render

TWENTY = Path(__file__).parents[1] / "bad" / "twenty"


@pytest.mark.parametrize("name", ["law", "cases"])
def test_twenty_mistakes_are_told_each_with_a_way_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = TWENTY / name
    monkeypatch.chdir(folder)
    found = [one for one in diagnose(".").diagnostics if one.severity == "error"]
    assert len(found) >= 20
    assert all(one.help for one in found)
    assert len({(one.at.file, one.at.start) for one in found}) == len(found)
    texts = {each: Path(each).read_text("utf-8") for each in {one.at.file for one in found}}
    told = "\n\n".join(render(each, texts) for each in found) + "\n"
    expected = folder / "expected.txt"
    if os.environ.get("ZAKONIK_REWRITE"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text("utf-8")
