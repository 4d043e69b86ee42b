"""What is shown beside a text: its cases as one types, proofs, ladders, provisions."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.answers.reasons import answers_of, roots_of
from engine.server.answering import Answering, expectations
from engine.server.ladder import ladder
from engine.server.provisions import named_in_cases
from engine.server.viewing import LadderShown, Rung
from engine.server.workspace import Workspace
from tests.engine.server.editor import Editor
from tests.engine.server.test_serving import CASE, LAW
from tests.laws import EXAMPLES, MONTENEGRO

HELP = """law help "Help"

vocabulary
    {person} is old                      (given)
    {person} is ill                      (given)
    {person} is rich                     (given)
    {person} has {number} cars           (given)
    {person} is banned                   (given)
    {person} is helped

rule HELP-1 "Help"
    cites "section 1"
    says "Help is given."
    subject to HELP-2
    a person is helped
    if any of:
        (a) the person is old
        (b) all of:
            the person is ill       # really
            it is false that the person is rich
    unless any of:
        the person has 4 cars
        the person is rich

rule HELP-2 "Nobody banned"
    cites "section 2"
    it is false that a person is helped
    if the person is banned

provision HELP-3 "Forms"
    cites "section 3"
    mark not-normative "says how forms look"
"""
HELPED = """case "Ana is ill"
    as of 2026-01-01
    given
        all facts are given
        Ana is ill
    expect
        is Ana helped: yes by HELP-1

case "Boris is rich"
    as of 2026-01-01
    given
        all facts are given
        Boris is rich
    expect
        is Boris helped: yes
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Start one server for all tests of this file: each works in a folder of its own."""
    with Editor() as started:
        yield started


@pytest.fixture
def uris(editor: Editor, tmp_path: Path) -> dict[str, str]:
    """Write two laws with cases, open them, and return their addresses by the name of the file."""
    files = {"help.law": HELP, "help.case": HELPED}
    for name, said in files.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    return {name: editor.open(tmp_path / name) for name in files}


def place(editor: Editor, uri: str, title: str) -> dict[str, Any]:
    """Return the place of the first expectation of a case, as a request names it."""
    shown = editor.ask("zakonik/cases", {"uri": uri})["cases"]
    case = next(one for one in shown if one["title"] == title)
    return {"uri": case["uri"], "place": case["expected"][0]["place"]}


def outline(rungs: list[Any], depth: int = 0) -> list[str]:
    """Return a ladder as lines: what is written, `not` before what is barred, and the light."""
    found: list[str] = []
    for one in rungs:
        barred = "not " if one["barred"] else ""
        found.append(f"{'  ' * depth}{barred}{one['text']}: {one['passing'] or '-'}")
        found += outline(one["inside"], depth + 1)
    return found


def test_cases_of_a_law_turn_red_and_green_as_it_is_changed(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "pool.case").write_text(CASE, encoding="utf-8")
    law = editor.open(tmp_path / "pool.law", LAW)
    shown = editor.ask("zakonik/cases", {"uri": law})
    assert shown["errors"] == 0
    assert [one["title"] for one in shown["cases"]] == ["Ana swims", "Boris does not"]
    (expected,) = shown["cases"][0]["expected"]
    assert (expected["question"], expected["wanted"]) == ("may Ana swim", "yes by POOL-1")
    assert CASE.split("\n")[expected["line"]].strip() == "may Ana swim: yes by POOL-1"
    ana, boris = (place(editor, law, one["title"]) for one in shown["cases"])
    assert editor.ask("zakonik/came", ana) == {"met": True, "got": "yes"}
    assert editor.ask("zakonik/came", boris) == {"met": False, "got": "no"}
    editor.change(law, LAW.replace("if the person holds", "unless the person holds"))
    assert editor.ask("zakonik/came", ana)["met"] is False
    assert editor.ask("zakonik/came", boris)["met"] is True
    editor.change(law, LAW.replace("if the person", "if the persn"))
    shown = editor.ask("zakonik/cases", {"uri": law})
    assert shown["errors"] == 1
    assert len(shown["cases"]) == 2
    assert editor.ask("zakonik/came", ana) is None


def test_a_question_asked_again_of_the_same_texts_is_not_worked_out_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from engine.server import answering
    from engine.server.workspace import Workspace

    (tmp_path / "pool.case").write_text(CASE, encoding="utf-8")
    law, case = str(tmp_path / "pool.law"), str(tmp_path / "pool.case")
    workspace = Workspace()
    workspace.put(law, LAW)
    asked: list[object] = []
    own: Any = vars(answering)["ask"]

    def counted(*args: Any) -> Any:
        asked.append(args)
        return own(*args)

    monkeypatch.setattr(answering, "ask", counted)
    found = answering.Answering(workspace)
    at = CASE.index("may Ana")
    assert found.outcome(case, at) is found.outcome(case, at)
    assert len(asked) == 1
    workspace.put(law, LAW + "\n")
    assert found.outcome(case, at) is not None
    assert len(asked) == 2
    assert found.outcome(case, at + 1) is None


def test_the_proof_of_a_case_is_its_page_as_data(editor: Editor, uris: dict[str, str]) -> None:
    chosen = place(editor, uris["help.case"], "Ana is ill")
    page = editor.ask("zakonik/proof", chosen)
    assert (page["word"], page["question"]) == ("yes", "is Ana helped")
    (step,) = page["parts"][0]["steps"]
    assert (step["status"], step["text"]) == ("holds", "Ana is helped")
    assert [one["text"] for one in step["below"]][:1] == ["all of these"]
    assert any("section 1" in note for note in step["notes"])


def test_a_rule_is_a_ladder_lit_by_the_chosen_case(editor: Editor, uris: dict[str, str]) -> None:
    law = uris["help.law"]
    line = HELP.split("\n").index("        (a) the person is old")
    dark = editor.ask("zakonik/ladder", {"uri": law, "line": line})
    assert (dark["rule"], dark["concludes"], dark["passing"]) == (
        "HELP-1",
        "a person is helped",
        "",
    )
    assert outline(dark["rungs"]) == [
        "any of: -",
        "  (a) the person is old: -",
        "  (b) all of: -",
        "    the person is ill: -",
        "    not the person is rich: -",
        "not any of: -",
        "  the person has 4 cars: -",
        "  the person is rich: -",
    ]
    chosen = place(editor, law, "Ana is ill")
    lit = editor.ask("zakonik/ladder", {"uri": law, "line": line, "chosen": chosen})
    assert lit["passing"] == "through"
    assert outline(lit["rungs"]) == [
        "any of: through",
        "  (a) the person is old: -",
        "  (b) all of: through",
        "    the person is ill: through",
        "    not the person is rich: through",
        "not any of: through",
        "  the person has 4 cars: not",
        "  the person is rich: not",
        "not HELP-2 Nobody banned: through",
    ]
    assert lit["rungs"][0]["inside"][1]["inside"][0]["said"] == "Ana is ill"
    chosen = place(editor, law, "Boris is rich")
    lit = editor.ask("zakonik/ladder", {"uri": law, "line": line, "chosen": chosen})
    assert lit["passing"] == "not"
    assert outline(lit["rungs"])[-4:] == [
        "not any of: not",
        "  the person has 4 cars: -",
        "  the person is rich: through",
        "not HELP-2 Nobody banned: through",
    ]


def test_no_other_rule_is_drawn_for_one_that_cannot_be_read(editor: Editor, tmp_path: Path) -> None:
    second = LAW.partition("rule POOL-1")[2].replace("holds a ticket", "holds a tiket")
    text = f"{LAW}\nrule POOL-2{second}"
    law = editor.open(tmp_path / "pool.law", text)
    of_first, of_second = (
        editor.ask("zakonik/ladder", {"uri": law, "line": text[: text.index(one)].count("\n") + 2})
        for one in ("rule POOL-1", "rule POOL-2")
    )
    assert of_first["rule"] == "POOL-1"
    assert of_second is None
    editor.change(law, text.replace("tiket", "ticket"))
    line = text.count("\n") - 1
    assert editor.ask("zakonik/ladder", {"uri": law, "line": line})["rule"] == "POOL-2"


def test_ladders_show_calculations_and_what_is_counted(editor: Editor, tmp_path: Path) -> None:
    before, _, after = HELP.partition("    unless any of:\n")
    conditions = """    and the person has a number cars
    and the number is between 1 and 3
    and at least 1 of:
        the person is ill
        the person is rich
    and a total = sum of the number where:
        the person has the number cars
    and the total < 2
"""
    said = before + conditions + after[after.index("\nrule HELP-2") :]
    case = HELPED.replace("        Ana is ill\n", "        Ana is ill\n        Ana has 2 cars\n")
    (tmp_path / "help.case").write_text(case, encoding="utf-8")
    law = editor.open(tmp_path / "help.law", said)
    line = said.split("\n").index("    a person is helped")
    chosen = place(editor, law, "Ana is ill")
    lit = editor.ask("zakonik/ladder", {"uri": law, "line": line, "chosen": chosen})
    assert outline(lit["rungs"])[5:] == [
        "the person has a number cars: through",
        "the number is between 1 and 3: through",
        "at least 1 of: through",
        "  the person is ill: through",
        "  the person is rich: -",
        "a total = sum of the number where: through",
        "  the person has the number cars: -",
        "the total < 2: not",
        "not HELP-2 Nobody banned: through",
    ]
    assert lit["rungs"][5]["said"] == "2 < 2"


TOWNS = """law towns "Towns"

kind town
names of town: Bar, Budva, Kotor

vocabulary
    {person} was in {town}              (given)
    {person} paid in {town}             (given)
    {person} is a guest

rule TOWN-1 "Guests"
    cites "section 1"
    a person is a guest
    if the person was in Bar
    and the person was in Budva
    and it is false that the person was in Kotor
    and any of:
        the person paid in Bar
        the person paid in Budva
    and any of:
        the person paid in Kotor
        the person was in Kotor
    unless any of:
        the person paid in Budva
        the person paid in Kotor
"""
TOURED = """case "Ana was in Budva and paid in Kotor"
    as of 2026-01-01
    given
        all facts are given
        Ana was in Budva
        Ana paid in Kotor
    expect
        is Ana a guest: no
"""


def test_each_condition_is_lit_by_what_is_so_of_itself(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "towns.case").write_text(TOURED, encoding="utf-8")
    law = editor.open(tmp_path / "towns.law", TOWNS)
    line = TOWNS.split("\n").index("    a person is a guest")
    chosen = place(editor, law, "Ana was in Budva and paid in Kotor")
    lit = editor.ask("zakonik/ladder", {"uri": law, "line": line, "chosen": chosen})
    assert outline(lit["rungs"]) == [
        "the person was in Bar: not",
        "the person was in Budva: through",
        "not the person was in Kotor: through",
        "any of: not",
        "  the person paid in Bar: not",
        "  the person paid in Budva: not",
        "any of: through",
        "  the person paid in Kotor: through",
        "  the person was in Kotor: -",
        "not any of: not",
        "  the person paid in Budva: -",
        "  the person paid in Kotor: through",
    ]


def lit(path: Path) -> Iterator[LadderShown]:
    """Yield each rule of a law lit by each expectation of its cases that looks at the rule."""
    workspace = Workspace()
    answering = Answering(workspace)
    laws = [law for law in workspace.reading(str(path), whole=True).laws if law.rules]
    text = {law.span.file: workspace.text(law.span.file) for law in laws}
    for file in workspace.case_files(str(path)):
        for _, expected in expectations(workspace, file):
            found = answering.outcome(file, expected.span.start)
            assert found is not None
            reply = found.checked.reply
            roots = [one for each in answers_of(reply) for one in roots_of(each)] if reply else []
            for rule in (rule for law in laws for rule in law.rules):
                shown = ladder(rule, text[rule.span.file], roots, found.kb.predicates)
                if shown.passing and shown.rungs:
                    yield shown


FEW = (
    "amendment/residence-tax.law",
    "conflict/dogs.law",
    "garden/after/garden.law",
    "library/lending.law",
    "new-zealand-citizenship/section-8.law",
    "tax-taper/taper.law",
)


@pytest.mark.parametrize("law", FEW)
def test_the_light_of_a_rule_is_that_of_its_conditions(law: str) -> None:
    for shown in lit(EXAMPLES / law):
        passing = {one.passing for one in shown.rungs}
        match shown.passing:
            case "through":
                assert passing <= {"through", ""}, shown
            case "not":
                assert passing != {"through"}, shown
            case "open":
                assert "not" not in passing, shown
            case "":
                raise AssertionError(shown)


def contacts(rungs: Sequence[Rung]) -> Iterator[Rung]:
    """Yield the conditions of a ladder that have none inside."""
    for one in rungs:
        if one.inside:
            yield from contacts(one.inside)
        else:
            yield one


def test_every_rule_of_montenegro_has_a_ladder_with_its_own_words() -> None:
    workspace = Workspace()
    laws = workspace.reading(str(next(MONTENEGRO.glob("*.law")))).laws
    assert len(laws) > 40
    for law in laws:
        text = workspace.text(law.span.file)
        for rule in law.rules:
            drawn = ladder(rule, text, (), {})
            written = " ".join(text.split())
            for one in contacts(drawn.rungs):
                words = one.text.partition(") ")[2] if one.text.startswith("(") else one.text
                assert words in written or "#" in text, (drawn.rule, one.text)
                assert one.form == "contact"
                assert one.text


def test_what_nobody_wrote_is_no_rung_and_what_goes_on_below_an_item_is_one(
    editor: Editor, tmp_path: Path
) -> None:
    said = HELP.replace("{person} is helped", "{person} is helped on {day: date}   (asked day)")
    said = said.replace("a person is helped", "a person is helped on today").replace(
        "        (a) the person is old\n",
        "        (a) the person is old\n            and the person is rich\n",
    )
    (tmp_path / "help.case").write_text(HELPED.replace("helped:", "helped on 2026-01-01:"))
    law = editor.open(tmp_path / "help.law", said)
    line = said.split("\n").index("    a person is helped on today")
    chosen = place(editor, law, "Boris is rich")
    lit = editor.ask("zakonik/ladder", {"uri": law, "line": line, "chosen": chosen})
    assert outline(lit["rungs"])[:4] == [
        "any of: not",
        "  (a): not",
        "    the person is old: not",
        "    the person is rich: through",
    ]


def test_provisions_of_a_law_stand_with_how_often_cases_name_them(
    editor: Editor, uris: dict[str, str]
) -> None:
    found = editor.ask("zakonik/provisions", {"uri": uris["help.law"]})
    assert [(one["name"], one["kind"], one["cases"]) for one in found] == [
        ("HELP-1", "rule", 1),
        ("HELP-2", "rule", 0),
        ("HELP-3", "note", 0),
    ]
    assert found[0]["says"] == "Help is given."
    assert HELP.split("\n")[found[1]["line"]].startswith("rule HELP-2")
    editor.change(
        uris["help.law"], HELP.replace("if the person is banned", "if the person is band")
    )
    broken = editor.ask("zakonik/provisions", {"uri": uris["help.law"]})
    assert [(one["name"], one["title"]) for one in broken][1] == ("HELP-2", "Nobody banned")


def test_in_a_case_file_the_ladder_is_the_rule_that_decides(
    editor: Editor, uris: dict[str, str]
) -> None:
    case = uris["help.case"]
    chosen = place(editor, case, "Ana is ill")
    lit = editor.ask("zakonik/ladder", {"uri": case, "line": 0, "chosen": chosen})
    assert (lit["rule"], lit["uri"], lit["passing"]) == ("HELP-1", uris["help.law"], "through")
    assert editor.ask("zakonik/ladder", {"uri": case, "line": 0}) is None


def test_what_no_case_tries_is_marked_with_mistakes_that_none_would_notice(
    editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "help.case").write_text(HELPED, encoding="utf-8")
    law = editor.open(tmp_path / "help.law", HELP)
    lines = HELP.split("\n")
    at = next(number for number, line in enumerate(lines) if "4 cars" in line)
    survivor = {"file": "law/help.law", "line": at + 1, "old": "4", "new": "5"}
    gone = {**survivor, "line": at + 2}
    table = {"schema": "zakonik/mutate/1", "unnoticed": [survivor, gone, {"line": "odd"}]}
    (tmp_path / "mutants.json").write_text(json.dumps(table), encoding="utf-8")
    found = editor.ask("zakonik/marks", {"uri": law, "whole": False})
    said = [(lines[one["line"]].strip(), one["kind"], one["said"]) for one in found]
    assert said == [
        ("(a) the person is old", "condition", "(a) has never held in a worked case"),
        ("the person has 4 cars", "mutant", "no case would notice `5` for `4`"),
        ('rule HELP-2 "Nobody banned"', "rule", "HELP-2 has never held in a worked case"),
    ]


def test_how_many_cases_name_a_rule_is_what_reading_them_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for law in (MONTENEGRO / "entry.law", EXAMPLES / "us-tax" / "terms.law"):
        workspace, path = Workspace(), str(law)
        read = Counter(
            rule
            for file in workspace.case_files(path)
            for case in workspace.cases(file).cases
            for rule in {rule for one in case.expectations for rule in one.by}
        )
        with monkeypatch.context() as patched:
            patched.delattr(Workspace, "cases")  # which takes seconds, at each change
            assert named_in_cases(workspace, path) == read
        assert len(read) > 100
