"""Laws that are loaded together: each means its own, and what nobody can tell apart is an error.

`tests/good/FOLDER` are laws with cases that say what must come out, `tests/bad/together/FOLDER`
laws or cases with mistakes beside `expected.txt`, which is exactly what their author is told.
"""

import os
from pathlib import Path

import pytest

from engine.answers.worked_cases import check_files, got_words
from kb.by_word import by_word
from kb.from_files import load, load_cases
from parser.text.diagnostic import SourceError
from parser.text.render import render

TESTS = Path(__file__).parents[1]
GOOD = [TESTS / "good" / "together", TESTS / "good" / "called"]
BAD = sorted(each for each in (TESTS / "bad" / "together").iterdir() if each.is_dir())


@pytest.mark.parametrize("engine", ["pydatalog", "reference", "duckdb"])
@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.name)
def test_each_law_means_its_own(folder: Path, engine: str) -> None:
    _, _, results = check_files([str(folder)], engine)
    assert results
    for checked in results:
        asked = f"{checked.case.title}: {checked.expectation.question.text}"
        assert checked.met, f"{asked}: {got_words(checked)}"


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_what_could_be_either_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    texts = {each.name: each.read_text("utf-8") for each in sorted(folder.glob("*.[lc]a[ws]*"))}
    laws = [name for name in texts if name.endswith(".law")]
    cases = [name for name in texts if name.endswith(".case")]
    with pytest.raises(SourceError) as caught:
        loaded = load(*laws)
        for case in cases:
            load_cases(case, loaded)
    told = "\n\n".join(render(each, texts) for each in caught.value.diagnostics) + "\n"
    expected = folder / "expected.txt"
    if os.environ.get("ZAKONIK_REWRITE"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text("utf-8")


def test_explaining_a_word_finds_other_names_and_wordings() -> None:
    found = by_word(load(GOOD[1] / "org.law"), "UN")
    (kind, names), *_ = found.names
    assert (kind, names[-1]) == ("organization", "United Nations, also called UN")
    belonged = by_word(load(GOOD[1] / "org.law"), "belonged")
    assert [each.text for each in belonged.sentences] == ["{country} is a member of {organization}"]
