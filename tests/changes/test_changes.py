"""What two versions of a law say and answer differently, as `zakonik diff` tells it."""

import json
import subprocess
from pathlib import Path

import pytest

from engine.answers.mutation.mutants import mutants
from kb.changes.conditions import Texts2
from kb.changes.laws import changes
from kb.changes.rules import in_rule
from kb.from_files import load, load_laws
from parser.text.source import read_source
from tests.engine.commands.running import zakonik
from tests.laws import EXAMPLES

HERE = Path(__file__).parent
OLD, NEW = EXAMPLES / "garden" / "before", EXAMPLES / "garden" / "after"


def test_a_version_is_compared_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE.parents[1])
    ended = zakonik(capsys, "diff", "examples/garden/before", "examples/garden/after", "--all")
    assert ended.code == 0
    assert ended.out == (HERE / "garden.txt").read_text()


def test_a_version_compared_with_itself_says_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ended = zakonik(capsys, "diff", str(OLD), str(OLD), "--format", "json", "--exit-code")
    found = json.loads(ended.out)
    assert ended.code == 0
    assert found["changes"] == []
    assert found["answers"] == {
        "cases": 2,
        "questions": 5,
        "asked": 0,
        "changes": [],
        "unread": [],
    }


def test_an_answer_that_changes_ends_with_one_if_that_is_wanted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert zakonik(capsys, "diff", str(OLD), str(NEW), "--exit-code").code == 1
    assert zakonik(capsys, "diff", str(OLD), str(NEW), "--exit-code", "--no-cases").code == 0


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".html", b"<!doctype html>"),
        (".pdf", b"%PDF"),
        (".docx", b"PK"),
        (".md", b"# What changed"),
    ],
)
def test_it_is_written_to_a_file_as_the_ending_says(
    ending: str, begins: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"changes{ending}"
    ended = zakonik(capsys, "diff", str(OLD), str(NEW), "-o", str(file))
    assert (ended.code, ended.out) == (0, "")
    assert file.read_bytes().startswith(begins)


def test_what_is_written_for_people_has_every_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "changes.md"
    zakonik(capsys, "diff", str(OLD), str(NEW), "-o", str(file))
    written = file.read_text()
    assert "`" not in written  # on a terminal a sentence stands between these, not on a page
    ended = zakonik(capsys, "diff", str(OLD), str(NEW), "--format", "json")
    for one in json.loads(ended.out)["changes"]:
        if one["what"] in ("rule", "constraint", "provision"):
            assert f'{one["id"]} "{one["title"]}"' in written


def test_every_mutant_of_a_rule_is_told_and_weighs() -> None:
    kb = load(EXAMPLES / "library")
    texts = {law.span.file: read_source(law.span.file) for law in kb.laws}
    both = Texts2(texts, texts)
    seen = 0
    for law in kb.laws:
        rules = {one.provision.rule: one for one in law.rules}
        for mutant in mutants(law, texts):
            for changed in mutant.law.rules:
                one = rules[changed.provision.rule]
                if changed == one:
                    continue
                seen += 1
                details = list(in_rule(one, changed, both))
                assert details, mutant.key
                assert {each.part for each in details} <= {
                    "number",
                    "condition",
                    "conclusion",
                    "in force from",
                    "in force until",
                }, mutant.key
    assert seen > 10


def test_what_only_readers_see_weighs_nothing(tmp_path: Path) -> None:
    text = (OLD / "garden.law").read_text()
    (tmp_path / "seasons.csv").write_text((OLD / "seasons.csv").read_text())
    other = tmp_path / "garden.law"
    other.write_text(text.replace('cites "Notice, 3"', 'cites "Notice, page 3"'))
    (found,) = changes(load_laws((str(OLD / "garden.law"),)), load_laws((str(other),)))
    assert (found.id, found.weighs) == ("GAR-3", False)
    assert [(one.part, one.new) for one in found.details] == [("citation", "Notice, page 3")]


def test_conditions_in_another_order_weigh_nothing(tmp_path: Path) -> None:
    text = (OLD / "garden.law").read_text()
    first, second = "the person has rented the plot since a start", "the person owes a sum"
    (tmp_path / "seasons.csv").write_text((OLD / "seasons.csv").read_text())
    other = tmp_path / "garden.law"
    before = f"    if {first}\n    and {second}\n"
    assert before in text
    other.write_text(text.replace(before, f"    if {second}\n    and {first}\n"))
    (found,) = changes(load_laws((str(OLD / "garden.law"),)), load_laws((str(other),)))
    assert (found.id, found.weighs, [one.part for one in found.details]) == (
        "GAR-2",
        False,
        ["order"],
    )


def test_a_rule_that_moved_to_another_law_is_told_once(tmp_path: Path) -> None:
    own, other = tmp_path / "old", tmp_path / "new"
    for folder in (own, other):
        folder.mkdir()
        (folder / "base.law").write_text(
            'law base "Base"\n\nvocabulary\n    {person} sings    (given)\n    {person} is heard\n'
        )
    rule = (
        '\nrule SNG-1 "Heard"\n    cites "1"\n    says  "Who sings is heard."\n'
        "    a person is heard\n    if the person sings\n"
    )
    second = 'law second "Second"\n    uses base\n'
    (own / "base.law").write_text((own / "base.law").read_text() + rule)
    (own / "second.law").write_text(second)
    (other / "second.law").write_text(second + rule)
    (found,) = changes(load(own), load(other))
    assert (found.what, found.how, found.id, found.law) == ("rule", "changed", "SNG-1", "second")
    assert [(one.part, one.old, one.new) for one in found.details] == [("law", "base", "second")]


def test_a_register_is_answered_with_both_versions(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["diff", str(OLD), str(NEW), "--no-cases", "--data", str(OLD.parent / "register")]
    words += ["--ask", "may {person} sell fruit", "--as-of", "2026-03-01", "--exit-code"]
    ended = zakonik(capsys, *words, "--format", "json")
    assert ended.code == 1
    assert json.loads(ended.out)["register"] == {
        "cases": 4,
        "changes": [
            {"question": "may {person} sell fruit", "old": "no", "new": "yes"}
            | {"cases": 1, "keys": ["G2"]},
            {"question": "may {person} sell fruit", "old": "yes", "new": "unknown"}
            | {"cases": 1, "keys": ["G4"]},
        ],
    }
    told = zakonik(capsys, *words)
    assert "may {person} sell fruit: no -> yes: 1 (G2)" in told.out


def _git(folder: Path, *words: str) -> None:
    person = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    subprocess.run(["git", *person, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository: the old version in its only commit, the new one in its files."""
    laws = tmp_path / "laws"
    laws.mkdir()
    for source, commit in ((OLD, True), (NEW, False)):
        for file in source.iterdir():
            (laws / file.name).write_bytes(file.read_bytes())
        if commit:
            _git(tmp_path, "init", "--quiet", "--initial-branch", "main")
            _git(tmp_path, "add", ".")
            _git(tmp_path, "commit", "--quiet", "--message", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_revision_is_compared_with_the_files(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_option = zakonik(capsys, "diff", "HEAD", "--in", "laws", "--format", "json")
    by_name = zakonik(capsys, "diff", "main:laws", "laws", "--format", "json")
    folders = zakonik(capsys, "diff", str(OLD), str(NEW), "--format", "json")
    wanted = json.loads(folders.out)["changes"]
    assert len(wanted) == 13
    assert json.loads(by_option.out)["changes"] == wanted
    assert json.loads(by_name.out)["changes"] == wanted


def test_a_revision_is_found_from_inside_its_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository / "laws")
    ended = zakonik(capsys, "diff", "HEAD", "--in", ".", "--format", "json")
    assert len(json.loads(ended.out)["changes"]) == 13


def test_a_revision_is_compared_with_the_folder_at_its_top(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (repository / ".git").is_dir()
    ended = zakonik(capsys, "diff", "HEAD", "--in", ".", "--format", "json")
    assert len(json.loads(ended.out)["changes"]) == 13


SHOP = """law shop "Shop"

vocabulary
    {person} is of age      (given)
    {person} is banned      (given)
    {person} may buy

rule SHOP-1 "Adults"
    a person may buy
    if the person is of age

rule SHOP-2 "Not the banned"
    it is false that a person may buy
    if the person is banned
"""
BOUGHT = """case "Ana is banned"
    as of 2026-01-01
    given
        Ana is of age
        Ana is banned
    expect
        may Ana buy: no
"""


def test_a_conflict_that_is_gone_is_told_with_both_its_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = SHOP.replace("    it is false", "    notwithstanding SHOP-1\n    it is false")
    for name, law in (("old", SHOP), ("new", mended)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "shop.law").write_text(law, encoding="utf-8")
        (tmp_path / name / "shop.case").write_text(BOUGHT, encoding="utf-8")
    said = zakonik(capsys, "diff", str(tmp_path / "old"), str(tmp_path / "new")).out
    assert 'was CONFLICT\n      - SHOP-1 "Adults" against SHOP-2 "Not the banned"\n' in said


def test_a_law_that_is_wrong_at_a_revision_is_shown_there(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = repository / "laws" / "garden.law"
    law.write_text(law.read_text().replace("the sum >= 50 EUR", "the sun >= 50 EUR"))
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message", "second")
    ended = zakonik(capsys, "diff", "HEAD~1", "HEAD", "--in", "laws")
    assert ended.code == 2
    assert ended.err.startswith("HEAD:laws/garden.law:")
    assert "the sun >= 50 EUR" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing-there", str(NEW)), "neither a path nor a revision"),
        (("HEAD:nothing", str(NEW)), "neither a path nor a revision"),
        ((str(OLD), str(NEW), "-o", "changes.xls"), "a report cannot be written as `.xls`"),
        (("HEAD", "--in", "nowhere"), "there is no `nowhere`"),
        ((str(OLD), str(NEW), "--ask", "may {person} sell fruit"), "a register needs both"),
        (("-x:laws", str(NEW)), "unrecognized arguments"),
    ],
)
def test_what_cannot_be_compared_says_so(
    words: tuple[str, ...],
    said: str,
    repository: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ended = zakonik(capsys, "diff", *words)
    assert ended.code == 2
    assert said in ended.err


def test_a_revision_cannot_be_an_option_of_git(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = zakonik(capsys, "diff", str(OLD), "--", "--output=stolen")
    assert ended.code == 2
    assert "a revision is a name or a number" in ended.err
    assert not (repository / "stolen").exists()
