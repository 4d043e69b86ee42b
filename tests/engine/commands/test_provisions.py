"""`zakonik explain` and `zakonik coverage`: provisions one by one, and what cases try of them."""

import json
from pathlib import Path

import pytest

from engine.answers.coverage import ids_in
from tests.engine.commands.running import zakonik

LAW = """
law club "Club rules"
    published "Notice of 2020"

vocabulary
    {person} is a member                     (given)
    {person} joined on {day: date}           (given, single)
    {person} is suspended                    (decided by "the board")
    {person} may vote
    {person} may speak

rule C-1 "Vote"
    cites "Section 1"
    says  "Members of a year may vote."
    reads "A year is complete on the same day."
    a person may vote
    if the person is a member
    and the person joined on a day
    and the day + 1 year <= today

rule C-2 "Suspended members"
    cites "Section 2"
    notwithstanding C-1
    it is false that a person may vote
    if the person is suspended

rule C-3a "Speech"
    cites "Section 3"
    a person may speak
    if any of:
        (a) the person may vote
        (b) the person is a member

provision C-4 "Welcome"
    cites "Section 4"
    says  "Everybody is welcome."
    mark not-normative "a greeting"
"""
CASES = """
case "A member of long standing"
    as of 2026-11-23
    given
        Ana is a member
        Ana joined on 2020-01-01
        it is false that Ana is suspended
    expect
        may Ana vote: yes by C-1

case "A new member"
    as of 2026-11-23
    given
        Ana is a member
        Ana joined on 2026-01-01
        it is false that Ana is suspended
    expect
        may Ana vote: no
"""


@pytest.fixture
def club(tmp_path: Path) -> Path:
    (tmp_path / "club.law").write_text(LAW)
    (tmp_path / "club.case").write_text(CASES)
    return tmp_path


def test_a_rule_is_explained(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "explain", "C-1", "--kb", str(club))
    assert ended.code == 0
    for said in (
        "C-1: Vote\n  Members of a year may vote.",
        "    a person may vote\n    if the person is a member\n",
        "source: Club rules (Notice of 2020); Section 1",
        "reading: A year is complete on the same day.",
        "facts it needs: {person} is a member; {person} joined on {",
        "gives way to: C-2",
        "feeds: C-3a",
        "- A member of long standing: may Ana vote: yes (club.case:9)",
    ):
        assert " ".join(said.split()) in " ".join(ended.out.split())
    assert "cites" not in ended.out


def test_where_a_law_was_read_is_told_with_each_provision(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (
        '    source "the page of the club"\n    retrieved 2026-11-23\n    published 2020-03-01\n'
        "    consolidated to 2024-06-30\n    ours title, days in force\n"
    )
    more = '\nimpossible C-5 "Not both"\n    cites "Section 5"\n    that a person is a member\n'
    more += "    and the person is suspended\n"
    (club / "club.law").write_text(LAW.replace("\nvocabulary", f"{said}\nvocabulary", 1) + more)
    for one in ("C-1", "C-4", "C-5"):
        told = zakonik(capsys, "explain", one, "--kb", str(club)).out
        assert "  read in: the page of the club\n  retrieved: 2026-11-23\n" in told
        assert "  published on: 2020-03-01\n  consolidated to: 2024-06-30\n" in told
        assert "  ours, not the source: the title, the days in force\n" in told
        marked = zakonik(capsys, "explain", one, "--kb", str(club), "--format", "md").out
        assert "- **read in**: the page of the club\n- **retrieved**: 2026-11-23\n" in marked
        (entry,) = json.loads(
            zakonik(capsys, "explain", one, "--kb", str(club), "--format", "json").out
        )
        assert entry["provenance"] == {
            "source": "the page of the club",
            "retrieved": "2026-11-23",
            "published_on": "2020-03-01",
            "consolidated_to": "2024-06-30",
            "ours": ["title", "days in force"],
        }


def test_a_reading_says_what_it_is_a_reading_of(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = '\nreading R-1 "When"\n    cites "Section 6"\n    default late "at the end"\n'
    (club / "club.law").write_text(f'{LAW}{more}    choice early "at once"\n')
    assert zakonik(capsys, "explain", "R-1", "--kb", str(club)).out.endswith("source: Section 6\n")
    marked = zakonik(capsys, "explain", "R-1", "--kb", str(club), "--format", "md").out
    assert "*source*: Section 6" in marked


def test_an_exception_names_the_authority(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "explain", "c-2", "--kb", str(club), "--format", "json")
    (entry,) = json.loads(ended.out)
    assert entry["findings"] == [{"sentence": "{person} is suspended", "authority": "the board"}]
    assert entry["defeats"] == ["C-1"]
    assert entry["negative"] is True


def test_the_parts_of_a_provision_belong_to_it(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = zakonik(capsys, "explain", "C-3", "C-4", "--kb", str(club), "--format", "md")
    assert "## C-3a: Speech" in ended.out
    assert "## C-4: Welcome" in ended.out
    assert "*not a rule*: a greeting" in ended.out


def test_an_unknown_id_is_refused_with_the_nearest(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = zakonik(capsys, "explain", "C-9", "--kb", str(club))
    assert ended.code == 2
    assert "no rule or provision is called `C-9`" in ended.err
    assert "`zakonik explain` lists all of them" in ended.err
    (club / "other.law").write_text(LAW.replace("club", "guild").replace("C-", "GUILD-"))
    near = zakonik(capsys, "explain", "GULD-1", "--kb", str(club / "other.law"))
    assert "did you mean `GUILD-1`?" in near.err


def test_without_an_id_everything_is_listed(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "explain", "--kb", str(club))
    assert ended.out == (
        "club: Club rules\n  C-1  Vote\n  C-2  Suspended members\n  C-3a  Speech\n  C-4  Welcome\n"
    )


def test_a_word_finds_sentences_rules_names_and_readings(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = """
kind room
names of room: Vote room, Hall

vocabulary
    {person} holds {room} (given, all "votes of {person}")

reading R-1 "When a vote counts"
    cites "Section 1"
    default late "at the end"
    choice early "at once"
"""
    (club / "club.law").write_text(LAW + more)
    ended = zakonik(capsys, "explain", "vote", "--kb", str(club))
    assert ended.code == 0
    assert ended.out == (
        "sentences with `vote`:\n"
        "  {person} may vote\n"
        "    concluded by rules; club\n"
        "  {person} holds {room}\n"
        "    given; club; closed by `all votes of {person} are given`\n"
        "rules and provisions:\n"
        "  C-1  Vote\n"
        "names of room:\n"
        "  Vote room\n"
        "readings:\n"
        "  R-1: When a vote counts\n"
        "    * late: at the end\n"
        "    - early: at once\n"
    )
    kind = zakonik(capsys, "explain", "room", "--kb", str(club), "--format", "json")
    (found,) = json.loads(kind.out)
    assert found["names"] == {"room": ["Hall", "Vote room"]}
    assert [each["text"] for each in found["sentences"]] == ["{person} holds {room}"]
    several = zakonik(capsys, "explain", "C-1", "suspended", "--kb", str(club), "--format", "md")
    assert "## C-1: Vote" in several.out
    assert "- **C-2**: Suspended members" in several.out


def test_a_law_is_found_by_its_id(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "explain", "club", "--kb", str(club))
    assert all(f"  {one}  " in ended.out for one in ("C-1", "C-2", "C-3a", "C-4"))


def test_the_label_of_an_item_leads_to_its_rule(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = zakonik(capsys, "explain", "C-3a (a)", "--kb", str(club))
    assert ended.code == 0
    assert ended.out.startswith("C-3a: Speech")


def test_a_question_that_leaves_out_the_day_is_asked_for_it(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = ("ask", "was Ana a guest", "--kb", str(club))
    (club / "club.law").write_text(
        f"{LAW}\nvocabulary\n    {{person}} was a guest on {{day: date}} (given)\n"
    )
    ended = zakonik(capsys, *question)
    assert ended.code == 2
    assert "on which day? The sentence is `{person} was a guest on {day}`" in ended.err
    assert "ask `was Ana a guest on 2026-11-23`, with the day that is meant" in ended.err
    assert zakonik(capsys, "ask", "was Ana a guest on 2026-11-23", "--kb", str(club)).code != 2
    assert zakonik(capsys, "ask", "was Ana a host", "--kb", str(club)).code != 2


def test_coverage_shows_what_was_never_tried(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = zakonik(capsys, "coverage", str(club))
    assert ended.code == 0
    assert "3 rules: 1 has held, 2 have failed" in ended.out
    assert "1 provision is carried by no rule:\n  not-normative: C-4\n" in ended.out
    assert "C-3a  never held; never failed; (a) never held" in ended.out
    assert "  C-1  " not in ended.out


def test_coverage_as_data(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "coverage", str(club), "--format", "json")
    value = json.loads(ended.out)
    first = value["rules"][0]
    assert (first["id"], first["held"], first["failed"], first["gaps"]) == ("C-1", 1, 1, [])


def test_wanted_provisions_must_be_there(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (club / "wanted.md").write_text("### C-1  vote\n### C-3\n| C-7 | tea |\n")
    ended = zakonik(capsys, "coverage", str(club), "--ids", str(club / "wanted.md"))
    assert ended.code == 1
    assert "2 of 3 wanted provisions found\n  missing: C-7" in ended.out


def test_too_little_coverage_fails(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert zakonik(capsys, "coverage", str(club), "--fail-under", "33").code == 0
    assert zakonik(capsys, "coverage", str(club), "--fail-under", "34").code == 1


PROVISIONS = Path(__file__).parents[4] / "shared" / "law" / "PROVISIONS.md"


@pytest.mark.skipif(not PROVISIONS.exists(), reason="the list of provisions is not here")
def test_the_list_of_provisions_is_read_whole() -> None:
    found = ids_in(PROVISIONS.read_text(encoding="utf-8"))
    assert len(found) == len(set(found)) > 300
    for one in ("CONV-1", "VF-65", "RES-3", "CIT-MODE-4", "WRC-18", "PERM-R-7", "REL-ORG-62"):
        assert one in found


def test_a_row_of_a_table_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "free.csv").write_text(
        "country,cites\nSerbia,VF-48: the list\nPeru,VF-40: row 40\n"
    )
    law = tmp_path / "free.law"
    law.write_text(
        'law free "Free"\n\nvocabulary\n    {country} is on the list   (listed)\n'
        "    {country} is open\n\n"
        'table "free.csv"\n    {country} is on the list\n\n'
        'rule VF-0 "Open"\n    cites "section 1"\n    a country is open\n'
        "    if the country is on the list\n"
    )
    done = zakonik(capsys, "explain", "VF-48", "--kb", str(tmp_path))
    assert done.out == (
        "VF-48: Serbia is on the list\n"
        "  source: Free; VF-48: the list\n"
        "  row: free.csv:2\n"
        "  read by: VF-0\n"
    )
    (found,) = json.loads(
        zakonik(capsys, "explain", "VF-48", "--kb", str(tmp_path), "--format", "json").out
    )
    assert (found["kind"], found["id"], found["feeds"]) == ("row", "VF-48", ["VF-0"])
    every = zakonik(capsys, "explain", "VF", "--kb", str(tmp_path)).out
    assert [line.split(":")[0] for line in every.splitlines() if line.startswith("VF")] == [
        "VF-0",
        "VF-48",
        "VF-40",
    ]
