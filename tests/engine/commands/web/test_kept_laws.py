"""A worker answers from the laws as they are now, and reads them again only then."""

import shutil
from pathlib import Path

import pytest

from engine.commands.web.kept_laws import kept_laws
from parser.text.diagnostic import SourceError
from tests.laws import EXAMPLES


def test_laws_are_kept_until_a_file_of_theirs_changes(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    shutil.copytree(EXAMPLES / "library", folder)
    paths = [str(folder)]
    first = kept_laws(paths)
    assert kept_laws(paths) is first
    law = folder / "lending.law"
    law.write_text(law.read_text("utf-8").replace("LIB-2", "LIB-3"), "utf-8")
    changed = kept_laws(paths)
    assert changed is not first
    assert {rule.provision.rule for law in changed.laws for rule in law.rules} == {"LIB-1", "LIB-3"}
    (folder / "more").mkdir()
    (folder / "more" / "other.law").write_text('law other "Other"\n', "utf-8")
    assert len(kept_laws(paths).laws) == 2
    (folder / "more" / "other.law").write_text("law", "utf-8")
    with pytest.raises(SourceError):
        kept_laws(paths)
    shutil.rmtree(folder / "more")
    assert len(kept_laws(paths).laws) == 1


def test_a_single_file_is_read_each_time(tmp_path: Path) -> None:
    law = tmp_path / "a.law"
    law.write_text('law a "A"\n', "utf-8")
    assert kept_laws([str(law)]) is not kept_laws([str(law)])
