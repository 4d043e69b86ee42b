"""What an audit finds in a law, and what it leaves alone; what it says the engine says too."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.answers.ask import ask
from engine.answers.worked_cases import check_case
from engine.audit.audit import audit, audit_files
from engine.audit.bench import Bench
from engine.audit.bounds import Bounds
from engine.audit.finding import Audited, Finding
from engine.audit.forbidden import forbidden
from engine.audit.part import part_of
from engine.audit.questions import conflict
from engine.audit.questions.asked import id_of
from engine.audit.worked import Replay, Wanted
from kb.base import KnowledgeBase
from kb.from_files import load_laws, read_cases
from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from tests.engine.commands.running import zakonik
from tests.laws import EXAMPLES, shipped

LAWS = Path(__file__).parent / "laws"
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 11, 23)
_MARK = re.compile(r"^# ← (A\d+) (.+)$", re.MULTILINE)

Capsys = pytest.CaptureFixture[str]


@cache
def audited(law: Path) -> tuple[KnowledgeBase, Audited]:
    """Return a law by itself, and what is found in it."""
    kb = load_laws([str(law)])
    return kb, audit(kb, kb.laws, DAY, Bounds())


@pytest.mark.parametrize("law", sorted(LAWS.glob("*.law")), ids=lambda path: path.stem)
def test_an_audit_finds_what_is_marked_and_nothing_else(law: Path) -> None:
    marked = sorted(
        (code, tuple(rules.split())) for code, rules in _MARK.findall(law.read_text("utf-8"))
    )
    _, found = audited(law)
    assert sorted((one.diagnostic.code, one.rules) for one in found.findings) == [
        (code, rules if code != "A201" else _order(rules, found)) for code, rules in marked
    ]


def _order(rules: tuple[str, ...], found: Audited) -> tuple[str, ...]:
    """Return two rules of a gap in the order of the values: the marks have that of the law."""
    return next((one.rules for one in found.findings if set(one.rules) == set(rules)), rules)


@pytest.mark.parametrize("law", sorted(LAWS.glob("*.law")), ids=lambda path: path.stem)
def test_each_case_is_answered_as_it_expects(law: Path) -> None:
    kb, found = audited(law)
    for one in found.findings:
        cases = read_cases(one.case, "a case", kb)
        assert len(cases) == (3 if one.kind == "gap" else 1)
        assert _all_met(kb, one)


def _all_met(kb: KnowledgeBase, one: Finding) -> bool:
    cases = read_cases(one.case, "a case", kb)
    checked = [each for case in cases for each in check_case(case, lambda q, c: ask(kb, q, c))]
    return bool(checked) and all(each.met for each in checked)


@pytest.mark.parametrize("law", sorted(LAWS.glob("*.law")), ids=lambda path: path.stem)
def test_the_engine_concludes_what_the_solver_concludes(law: Path) -> None:
    """The smallest situation in which each rule applies, given to the engine as a case."""
    kb, found = audited(law)
    never = {one.rules[0] for one in found.findings if one.diagnostic.message.count("no situation")}
    agreed = 0
    for goal in dict.fromkeys(rule.head.predicate for each in kb.laws for rule in each.rules):
        part = part_of(kb.program, goal, DAY, ())
        ready = Bench(kb, part, Bounds()).with_rules(lambda _: ())
        replay = Replay(kb, part)
        for at in range(len(part.affirming)):
            situation = ready.solver.ask(f"q({at})", smallest=True)
            name = id_of(part.affirming[at])
            if isinstance(situation, str):
                assert name in never
                continue
            row = ready.concluded(situation, at)[0]
            by_one = len(ready.concluding(situation)) == 1
            wanted = Wanted(row, "yes", (name,) if by_one else ())
            assert replay.worked("a situation", ready.statements(situation), (wanted,)), name
            agreed += 1
    assert agreed >= 5


def test_what_the_engine_proves_has_no_bounds() -> None:
    _, found = audited(LAWS / "rules.law")
    bounded = {one.rules[0] for one in found.findings if one.bounds}
    assert bounded == {"DAY-1"}
    assert "2026-11-23" in next(one.bounds for one in found.findings if one.bounds)


def test_bounds_that_cut_values_off_claim_nothing() -> None:
    kb = load_laws([str(LAWS / "rules.law")])
    found = audit(kb, kb.laws, DAY, Bounds(values=4), only=("DAY-1",))
    assert not found.findings
    assert "of `day`" in found.undecided[0].why


def test_a_program_that_is_too_large_is_not_grounded() -> None:
    kb = load_laws([str(LAWS / "values.law")])
    found = audit(kb, kb.laws, DAY, Bounds(instances=50), only=("VAL-2",))
    assert not found.findings
    assert found.undecided[0].why == "too many calculations"


def test_time_that_is_over_leaves_rules() -> None:
    kb = load_laws([str(LAWS / "limits.law")])
    found = audit(kb, kb.laws, DAY, Bounds(), is_over=lambda: True)
    assert (found.questions, found.findings) == (0, ())
    assert found.left[:2] == ("GAP-1", "GAP-2")


def test_a_chapter_of_the_laws_of_montenegro() -> None:
    kb = shipped()
    laws = [law for law in kb.laws if law.id == "work-categories-further"]
    found = audit(kb, laws, DAY, Bounds())
    assert (found.rules, found.findings, found.undecided) == (14, (), ())
    assert found.questions > 50


def test_a_file_is_read_with_the_laws_beside_it_and_looked_at_alone() -> None:
    found = audit_files([str(LAWS / "limits.law")], DAY, Bounds())
    assert {one.diagnostic.at.file for one in found.findings} == {str(LAWS / "limits.law")}
    assert "within the meaning of pool" in found.findings[1].case


def test_what_a_law_passes_over_is_told_with_its_reason(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(LAWS)
    ended = zakonik(capsys, "audit", "switched.law", "--as-of", "2026-11-23", "--format", "json")
    found = json.loads(ended.out)
    assert [one["rules"] for one in found["findings"]] == [["TAX-1", "TAX-2"], ["STAY-1"]]
    assert found["passed_over"] == [
        {"rules": ["FEE-1", "FEE-2"], "code": "A102", "reason": "both are owed"}
    ]


def test_what_must_never_be_so_is_looked_for_and_refuses_no_case(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(LAWS)
    ended = zakonik(
        capsys, "audit", "switched.law", "--as-of", "2026-11-23", "--never", "../never/dues.law"
    )
    assert ended.code == 1
    assert ended.out == (GOLDEN / "never.txt").read_text(encoding="utf-8")


def test_what_must_never_be_so_in_montenegro() -> None:
    """Faults that were found so: a transit visa both needed and not, and a stay until yesterday."""
    kb = shipped()
    file = str(LAWS.parent / "never" / "montenegro.law")
    program = check(lower(load_laws([*(law.span.file for law in kb.laws), file]).laws))
    asked = [one for one in program.constraints if one.provision.rule in ("N-4", "N-7", "N-10")]
    assert len(asked) == 3
    told = [one for one in forbidden(kb, program, asked, DAY, Bounds())]
    assert not [one for one in told if isinstance(one, Finding)]


def test_rules_far_away_are_taken_as_given_where_all_are_too_many() -> None:
    """Of what rests on its own negation, among more rules than the solver can bear."""
    kb = load_laws(sorted(map(str, (EXAMPLES / "us-tax").glob("*.law"))))
    whole = part_of(
        kb.program, "the_applicable_amount_of_under_section_68_is_for_the_year_to", DAY, ()
    )
    near = part_of(kb.program, whole.goal, DAY, (), depth=1)
    assert len(whole.rules) > 200 > 20 > len(near.rules)
    assert "is_a_head_of_a_household_for_the_year_to" in near.taken
    ready = Bench(kb, near, Bounds()).with_rules(conflict.lines)
    (at,) = range(len(near.affirming))
    found = ready.solver.ask(f"q_conflict({at},{at})", smallest=True)
    assert found != "none"


@pytest.mark.parametrize("law", ["limits", "rules", "switched"])
def test_as_text(law: str, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LAWS)
    ended = zakonik(capsys, "audit", f"{law}.law", "--as-of", "2026-11-23")
    assert ended.code == 1
    assert ended.out == (GOLDEN / f"{law}.txt").read_text(encoding="utf-8")


def test_as_json_and_sarif(capsys: Capsys) -> None:
    law = str(EXAMPLES / "conflict")
    schema = json.loads(zakonik(capsys, "schema", "findings").out)
    found = json.loads(zakonik(capsys, "audit", law, "--format", "json").out)
    Draft202012Validator(schema).validate(found)
    assert [one["rules"] for one in found["findings"]] == [["DOG-1", "DOG-2"]]
    run = json.loads(zakonik(capsys, "audit", law, "--format", "sarif").out)["runs"][0]
    assert [one["ruleId"] for one in run["results"]] == ["A101"]
    assert "conflict by DOG-1, DOG-2" in run["results"][0]["message"]["text"]


def test_without_the_solver_it_says_how_to_get_it(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "clingo", None)
    ended = zakonik(capsys, "audit", str(EXAMPLES / "library"))
    assert ended.code == 2
    assert "pip install 'zakonik[audit]'" in ended.err


def test_a_rule_that_there_is_none_of_is_refused(capsys: Capsys) -> None:
    ended = zakonik(capsys, "audit", str(EXAMPLES / "library"), "--only", "LIB-9")
    assert ended.code == 2
    assert "`LIB-9`" in ended.err
