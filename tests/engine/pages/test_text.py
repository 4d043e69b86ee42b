"""Replies as terminal text."""

from datetime import date
from pathlib import Path

from engine.answers.ask import ask
from engine.answers.reply import Answer, Conflict, Values
from engine.pages.text import Medium, printable, render
from engine.proof.node import Gap, Node
from kb import load, load_cases
from parser.resolved.tree import Question, Sentence, Variable
from parser.values import Duration, Entity
from tests.engine.pages.samples import (
    ANA,
    DEPENDS,
    MARKO,
    MARRIED,
    OPEN,
    PREDICATES,
    PROOF,
    QUESTION,
    TODAY,
    UNKNOWN,
    atom,
    comparison,
    derived,
)

DEPENDS_TEXT = """\
DEPENDS: can Ana obtain citizenship by admittance (as of 2026-11-23)

It depends on:
  - admission of Ana is in the interests of Montenegro
    to be found by Ministry of Interior

How far it is shown:
○ Ana can obtain citizenship by admittance
│  by CIT-ADM-3 "Admittance by marriage"
│  Law on Montenegrin Citizenship: Acquiring of Citizenship, admittance
│  reading: The source runs three routes together; read as alternatives.
│  confidence in this reading: medium
├─ ✓ Ana is married to Marko from 2020-05-01 (stated in ana.case:4)
├─ ✓ 2020-05-01 + 3 years = 2023-05-01 <= 2026-11-23
├─ ✓ Ana is not banned (denied in ana.case:7)
└─ ○ (a) admission of Ana is in the interests of Montenegro (for the Ministry of
      Interior to decide)
"""


def test_an_answer_that_depends_shows_the_finding_and_the_rest_of_the_proof() -> None:
    assert render(DEPENDS, PREDICATES) == DEPENDS_TEXT


def test_ascii_has_no_other_characters() -> None:
    text = render(DEPENDS, PREDICATES, Medium(boxes=False))
    assert text.isascii()
    assert "|- + Ana is married to Marko from 2020-05-01" in text
    assert "`- o (a) admission" in text


def test_colour_only_adds_escapes() -> None:
    text = render(DEPENDS, PREDICATES, Medium(colour=True))
    assert text.startswith("\x1b[1;33mDEPENDS\x1b[0m: can Ana")
    assert "\x1b[32m✓\x1b[0m Ana is married" in text


def test_a_missing_fact_is_named_with_the_answer_each_way() -> None:
    text = render(UNKNOWN, PREDICATES)
    assert "What would decide it:\n  - Ana is married to Marko from a wedding, on or before" in text
    assert "    if it is so: yes; if it is not: no\n" in text


def test_a_failing_comparison_says_by_how_much() -> None:
    gap = Gap("short", Duration(24), date(2023, 5, 1))
    failing = derived(atom("obtains", ANA), comparison(date(2021, 5, 1), gap, "fails"))
    answer = Answer(QUESTION, TODAY, "no", routes=(failing,))
    text = render(answer, PREDICATES)
    assert "Why not, nearest miss first:" in text
    assert "└─ ✗ 2020-05-01 + 3 years = 2023-05-01 <= 2021-05-01 (2 years short," in text


def test_shared_parts_are_printed_once() -> None:
    shared = derived(atom("banned", ANA), MARRIED)
    proof = derived(atom("obtains", ANA), shared, shared)
    text = render(Answer(QUESTION, TODAY, "yes", proof), PREDICATES)
    assert text.count("Ana is married to Marko") == 1
    assert "├─ ✓ Ana is banned [1]\n" in text
    assert "└─ ✓ Ana is banned (see [1])\n" in text


def test_a_chain_of_a_thousand_steps_is_shown_in_pieces_of_80_columns() -> None:
    node: Node = MARRIED
    for number in range(1000):
        node = derived(atom("obtains", Entity("person", f"P{number}")), node)
    text = render(Answer(QUESTION, TODAY, "yes", node), PREDICATES)
    assert text.count("CIT-ADM-3") == 1000
    assert "[99]" in text and "[100]" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_no_proof_when_none_is_wanted() -> None:
    assert "Why" not in render(Answer(QUESTION, TODAY, "yes", PROOF), PREDICATES, proofs=0)


def test_values_are_listed_with_their_answers_and_proofs() -> None:
    who = Question(Sentence("obtains", (Variable("who", "person"),)), ("who",), text="who can")
    rows = (((ANA,), DEPENDS), ((MARKO,), Answer(QUESTION, TODAY, "yes")))
    text = render(Values(who, TODAY, rows, "unknown"), PREDICATES, proofs=1)
    assert text.startswith(
        "1 FOR CERTAIN: who can (as of 2026-11-23)\n\nAnswers:\n  - Ana: depends\n"
    )
    assert "  - Marko: yes\n  - anyone whom neither the law nor the case names: unknown\n" in text
    assert "DEPENDS: Ana (as of" in text
    assert "YES: Marko" not in text


def test_how_many_gives_bounds_when_rows_are_open() -> None:
    who = Question(Sentence("obtains", (Variable("who", "person"),)), ("who",), True, "how many")
    rows = (((ANA,), DEPENDS), ((MARKO,), Answer(QUESTION, TODAY, "yes")))
    assert render(Values(who, TODAY, rows, "no", True), PREDICATES).startswith("1 TO 2: how many")
    assert render(Values(who, TODAY, rows[1:], "no", True), PREDICATES).startswith("1: how many")
    assert render(Values(who, TODAY, rows, "unknown", True), PREDICATES).startswith("AT LEAST 1:")


def test_a_conflict_shows_both_rules() -> None:
    denial = derived(atom("not_obtains", ANA), OPEN)
    answer = Answer(QUESTION, TODAY, "yes", PROOF, conflicts=(Conflict(PROOF, denial),))
    text = render(answer, PREDICATES)
    assert "Conflict: two rules contradict each other" in text
    assert "○ Ana cannot obtain" not in text
    assert "✓ Ana cannot obtain" in text


def test_silence_offers_what_is_known() -> None:
    answer = Answer(QUESTION, TODAY, "silent", nearest=("{person} is banned",))
    text = render(answer, PREDICATES)
    assert text.startswith("SILENT: can Ana")
    assert "  - {person} is banned\n" in text


def test_a_name_cannot_drive_the_terminal() -> None:
    assert printable("a\x1b[31m\u202eb\n") == "a\\x1b[31m\\u202eb\\n"
    text = render(
        Answer(QUESTION, TODAY, "yes", derived(atom("banned", Entity("person", "\x1b]0;x\x07")))),
        PREDICATES,
    )
    assert "\x1b" not in text


PLAIN = """
law plain "Plain"

vocabulary
    {person} was born on {birthday: date}    (given, single)
    {person} paid {amount}                   (given)
    {person} is free

rule PLAIN-1 "Free"
    cites "1"
    a person is free
    if the person paid an amount
    and the amount = 450 EUR
    and the person was born on a birthday
    and the birthday >= 2000-01-01
"""


def test_comparisons_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "plain.law").write_text(PLAIN, encoding="utf-8")
    laws = load(tmp_path / "plain.law")
    facts = "Ana paid 450 EUR\n        Ana was born on 2001-01-01\n        Boris paid 400 EUR"
    facts += "\n        all cases where Boris paid an amount are given"
    text = f'case "a"\n    given\n        {facts}\n'
    (tmp_path / "plain.case").write_text(text, encoding="utf-8")
    (case,) = load_cases(tmp_path / "plain.case", laws)
    yes = render(ask(laws, "is Ana free", case), laws.predicates)
    assert "450 EUR (stated" in yes
    assert "450 EUR = 450 EUR" not in yes
    no = render(ask(laws, "is Boris free", case), laws.predicates)
    assert "400 EUR = 450 EUR (50 EUR too much)" in no
    assert "2000-01-01" not in no
