"""Laws, kinds, names, templates, tables, provisions, and the properties of rules."""

from datetime import date

import pytest

from parser.syntax.from_text import parse_law
from parser.syntax.tree import (
    Attribute,
    Column,
    KindDecl,
    NamesDecl,
    NoteDecl,
    SlotDecl,
    TableDecl,
    Template,
)
from tests.parser.syntax.outline import row
from tests.parser.syntax.written import codes, declaration, declarations, problems, rule, template


def test_the_heading_of_a_law() -> None:
    found = parse_law(
        'law citizenship "Law on Montenegrin Citizenship"\n'
        '    published "Official Gazette of Montenegro 13/08"\n'
        "    in force from 2008-05-05 until 2030-12-31\n"
        "    uses foreigners\n"
        "    uses persons, states\n",
        "demo.law",
    ).law
    assert (found.id, found.title) == ("citizenship", "Law on Montenegrin Citizenship")
    assert found.published == "Official Gazette of Montenegro 13/08"
    assert (found.starts, found.ends) == (date(2008, 5, 5), date(2030, 12, 31))
    assert [name for name, _ in found.uses] == ["foreigners", "persons", "states"]


def test_a_law_may_be_its_heading_only() -> None:
    found = parse_law('law demo "Demo"', "demo.law")
    assert (found.law.starts, found.law.uses, found.declarations) == (None, (), ())


def test_the_order_of_declarations_is_kept() -> None:
    found = declarations('rule A "T"\n    x holds\nvocabulary\n    x holds\nkind permit\n')
    assert [type(each).__name__ for each in found] == ["RuleDecl", "Template", "KindDecl"]


def test_a_vocabulary_is_its_templates() -> None:
    found = declarations("vocabulary\n    x holds\n    y holds\nvocabulary\n    z holds\n")
    assert len(found) == 3
    assert all(isinstance(each, Template) for each in found)


def test_kinds_and_names() -> None:
    assert declaration("kind work-permit") == KindDecl("work-permit")
    found = declaration('names of country: Serbia, "Bosnia and Herzegovina", Côte  d\'Ivoire')
    assert isinstance(found, NamesDecl)
    assert [(name.kind, name.text) for name in found.names] == [
        ("word", "Serbia"),
        ("text", "Bosnia and Herzegovina"),
        ("word", "Côte d'Ivoire"),
    ]


@pytest.mark.parametrize(
    "text", ["a, b", "a,\n    b", "\n    a,\n    b", "\n    a\n    b,", "a, b,"]
)
def test_names_may_be_on_several_lines(text: str) -> None:
    found = declaration(f"names of permit: {text}")
    assert isinstance(found, NamesDecl)
    assert [name.text for name in found.names] == ["a", "b"]


def test_slots_of_a_template() -> None:
    found = template("{person}'s {n: number} days, {Spouse: person}")
    slots = [part for part in found.parts if isinstance(part, SlotDecl)]
    assert [(slot.role, slot.kind) for slot in slots] == [
        ("person", "person"),
        ("n", "number"),
        ("Spouse", "person"),
    ]
    assert row(found.parts).startswith("{person: person} ['s] {n: number} days [,]")


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("given", Attribute("given")),
        ("listed", Attribute("listed")),
        ('decided by "Ministry of Interior"', Attribute("decided by", "Ministry of Interior")),
        ("single", Attribute("single")),
        ("single wedding", Attribute("single", "wedding")),
        ("asked day", Attribute("asked", "day")),
        ("irreflexive", Attribute("irreflexive")),
        ("as visa_free", Attribute("as", "visa_free")),
        ('all "marriages of {person}"', Attribute("all", "marriages of {person}")),
    ],
)
def test_attributes(text: str, attribute: Attribute) -> None:
    assert template(f"{{person}} holds   ({text})").attributes == (attribute,)
    both = template(f"{{person}} holds ({text}, given)").attributes
    assert both == (attribute, Attribute("given"))


def test_a_table() -> None:
    found = declaration(
        'table "data/visa.csv"\n    cites "Annex"\n    {Country} is free for {Days (max)} days\n'
    )
    assert isinstance(found, TableDecl)
    assert (found.path, found.cites) == ("data/visa.csv", "Annex")
    columns = [part.header for part in found.parts if isinstance(part, Column)]
    assert columns == ["Country", "Days (max)"]


def test_a_provision() -> None:
    found = declaration(
        'provision ABS-5 "Check"\n    says "It may change."\n    mark discretion "advice"\n'
    )
    assert found == NoteDecl("ABS-5", "Check", "discretion", "advice", "", "It may change.")


def test_the_properties_of_a_rule() -> None:
    found = rule(
        'cites "Article 1"\nsays "S"\nreads "R1"\nreads "R2"\nconfidence high\n'
        "in force from 2008-05-05 until 2019-12-31\nnotwithstanding A, B\nsubject to C\n"
        "notwithstanding D\na person may stay"
    )
    assert (found.cites, found.says, found.reads) == ("Article 1", "S", ("R1", "R2"))
    assert (found.confidence, found.starts, found.ends) == (
        "high",
        date(2008, 5, 5),
        date(2019, 12, 31),
    )
    assert [name for name, _ in found.notwithstanding] == ["A", "B", "D"]
    assert [name for name, _ in found.subject_to] == ["C"]


def test_all_errors_of_a_file_come_together_by_place() -> None:
    text = (
        'law demo "Demo"\n    by "me"\n'
        "vocabulary\n    {person is banned\n    {} is open\n    {person} is known (maybe)\n"
        'rule A "T"\n    if x holds\n'
        'rule B "T\n    x holds\n    if y == 3\n'
        "kind two words\n"
    )
    found = problems(lambda: parse_law(text, "demo.law"))
    assert [(problem.at.line, problem.code) for problem in found] == [
        (2, "unknown-property"),
        (4, "unclosed-slot"),
        (5, "empty-slot"),
        (6, "unknown-attribute"),
        (8, "missing-conclusion"),
        (9, "unterminated-quote"),
        (11, "unknown-operator"),
        (12, "two-words"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "   \n\t\n"])
def test_an_empty_text_states_no_law(text: str) -> None:
    assert codes(lambda: parse_law(text, "demo.law")) == ["missing-law"]


def test_lines_may_end_as_on_windows() -> None:
    text = 'law demo "Demo"\nvocabulary\n    {person} is banned\n'
    assert parse_law(text.replace("\n", "\r\n"), "demo.law") == parse_law(text, "demo.law")


def test_a_fault_in_a_heading_stays_in_its_block() -> None:
    text = 'law demo "D"\nkind permit\nrule A\u200b "T"\n    x holds\n    if y\nkind a b\n'
    assert codes(lambda: parse_law(text, "demo.law")) == ["invisible-character", "two-words"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("vocabulary:\n    x holds", "stray-colon"),
        ("rules A\n    x holds\n    y holds", "unknown-declaration"),
        ("rule- A\n    x holds", "missing-id"),
        ("rule.x A\n    x holds", "unknown-declaration"),
        ('"rule" A\n    x holds', "unknown-declaration"),
        ("12\n    x holds", "unknown-declaration"),
        ("(a)\n    x holds", "unknown-declaration"),
    ],
)
def test_odd_headings(text: str, code: str) -> None:
    found = codes(lambda: declarations(text))
    assert len(found) == 1
    assert found[0] in (code, "stray-mark")


def test_a_rule_that_presumes() -> None:
    found = rule("presumed unless the contrary is shown\na person may stay")
    assert found.presumed
    assert not rule("a person may stay").presumed


@pytest.mark.parametrize("line", ["presumed", "presumed unless shown", "presumed unless the"])
def test_a_presumption_says_when_it_gives_way(line: str) -> None:
    assert "malformed-presumption" in codes(lambda: rule(f"{line}\na person may stay"))
