"""Programs on rails kept on disk: read back they are what they were."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.answers import loaded
from engine.answers.recent import Recent
from engine.rails.from_datalog import Railed
from engine.rails.individuals import OfKind
from kb import cache
from kb.from_files import load
from parser.datalog.naming import Told

ROOT = Path(__file__).parents[3]
_PRED = "can_obtain_citizenship_by_admittance"
_DAY = date(2026, 11, 23)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the programs on rails that are read or written, with an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("ZAKONIK_CACHE", "on")
    monkeypatch.setattr(loaded, "programs", Recent(loaded.CAPACITY))
    names: list[str] = []
    plain = loaded._keep_rails

    def keep(name: str, railed: Railed) -> None:
        names.append(name)
        plain(name, railed)

    monkeypatch.setattr(loaded, "_keep_rails", keep)
    return names


def test_rails_read_back_are_those_that_were_written(written: list[str]) -> None:
    kb = load()
    made, _ = loaded.loaded(kb, _PRED, _DAY, {}, "pydatalog")
    loaded.programs = Recent(loaded.CAPACITY)
    read, _ = loaded.loaded(kb, _PRED, _DAY, {}, "pydatalog")
    assert len(written) == 1, "the second time they are read"
    assert replace(read, kinds={}) == replace(made, kinds={})
    assert _shown(read.kinds) == _shown(made.kinds)
    assert read.base.predicates == dict(kb.predicates)


def _shown(kinds: dict[str, OfKind]) -> dict[str, tuple[object, ...]]:
    return {kind: (one.members, one.complete, one.names, one.rows) for kind, one in kinds.items()}


def test_a_body_of_law_has_rails_of_its_own(written: list[str]) -> None:
    kb = load()
    choices = [choice for choice, _ in loaded.switches(kb, _PRED)["statute"].choices]
    for choice in choices:
        loaded.loaded(kb, _PRED, _DAY, {"statute": choice}, "pydatalog")
    assert len(set(written)) == len(choices) == 2


def test_a_run_of_many_questions_writes_few(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaded, "WRITTEN", 2)
    kb = load()
    for pred in sorted(one for one in kb.predicates if one.startswith("can_"))[:5]:
        loaded.loaded(kb, pred, _DAY, {}, "pydatalog")
    assert len(written) == 2


def test_no_entry_can_hold_anything_else(written: list[str]) -> None:
    kb = load()
    loaded.loaded(kb, _PRED, _DAY, {}, "pydatalog")
    assert cache.fetch(written[0]) is None, "its forms are those of laws and cases alone"


def test_what_a_case_says_of_conclusions_is_not_written(written: list[str]) -> None:
    kb = load()
    railed, _ = loaded.loaded(kb, _PRED, _DAY, {}, "pydatalog", frozenset({Told(_PRED)}))
    assert not written
    assert railed.base.predicates != dict(kb.predicates)
