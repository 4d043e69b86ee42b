"""Mistakes of many kinds in a law, each marked at its place with a way out; none hides another."""

from pathlib import Path

import pytest

from engine.server.workspace import Workspace

LAW = """law pool "Rules of the pool"
    published "Notice, 1 May"

kind lane
names of lane: Slow, Fast

vocabulary
    {person} holds a ticket        (given)
    {person} may swim in {lane}
    {persn} may dive
    {person} was born on {day: date}   (given, single)
    {person} paid {sum: amount}    (given)
    {person} may swim
    {person} may rest

rule POOL-1 "Admittance"
    cites section 1
    a person may swim
    if the person holds a ticket

rule POOL-2
    cites "section 2"
    a person may swim
    if the person holds a ticket

rule POOL-3 "Children"
    cites "section 3"
    a person may swim
    if the person was born on a day
    and the day + 12 years =< today

rule POOL-4 "Paid"
    cites "section 4"
    a person may swim
    if the person paid a sum
    and the sum >= 3,50 EUR

rule POOL-5 "Others"
    cites "section 5"
    confidence total
    a person may swim
    if the person holds a ticket

rule POOL-6 "List"
    cites "section 6"
    a person may rest
    if any of
        (a) the person may swim
        (b) the person holds a ticket

rule POOL-7 "On a day"
    cites "section 7"
    a person may swim
    if the person was born on a day
    and the day < 01/02/2020

rule POOL-8 "Who"
    cites "section 8"
    a person may rest
    if he holds a ticket

rule POOL-9 "Empty"
    cites "section 9"

rule POOL-17 "Again"
    cites "section 10"
    a person may rest
    if the person holds a ticket

rule POOL-17 "And again"
    cites "section 10"
    a person may rest
    if the person holds a ticket

rule POOL-18 "Misspelled"
    cites "section 18"
    a person may rest
    if the person hold a ticket

rule POOL-19 "Full stop"
    cites "section 19"
    a person may rest
    if the person holds a ticket.

rule POOL-20 "But"
    cites "section 20"
    a person may rest
    but not the person holds a ticket

rule POOL-21 "Somebody else"
    cites "section 21"
    a person may rest
    if the spouse may swim

rule POOL-12 "Snoring"
    cites "section 12"
    a person may rest
    if the person snores

rule POOL-13 "Lanes"
    cites "section 13"
    a person may swim in Slwo
    if the person holds a ticket

rule POOL-14 "Sums"
    cites "section 14"
    a person may rest
    if the person paid a sum
    and the sum < 90 days

rule POOL-15 "Nobody"
    cites "section 15"
    in force from tomorrow
    a person may rest
    if the person may swim

provision POOL-11 "Forms"
    cites "section 11"
"""

MARKED = [
    ("unknown-kind", "{persn}"),
    ("missing-text", "section 1"),
    ("missing-title", "POOL-2"),
    ("unknown-operator", "=<"),
    ("decimal-comma", ","),
    ("unknown-confidence", "total"),
    ("missing-colon", "any of"),
    ("date-form", "01/02/2020"),
    ("pronoun", "he"),
    ("empty-rule", 'cites "section 9"'),
    ("duplicate-id", 'POOL-17 "And again"'),
    ("other-word", "hold"),
    ("stray-end", "."),
    ("unknown-connective", "but not"),
    ("unbound-noun", "the spouse"),
    ("unknown-sentence", "the person snores"),
    ("unknown-name", "Slwo"),
    ("kind-clash", "90 days"),
    ("missing-date", "tomorrow"),
    ("missing-mark", "POOL-11"),
]
"""Each mistake: its code, and what is marked, in the order in which they stand."""


SHOPS = """law shop "Opening of shops"
    published "Notice, 1 May"

kind shop
kind shop
names of shop: North, South, North

vocabulary
    {person} runs {shop}                      (given)
    {shop} opened on {day: date}              (given)
    {shop} is registered                      (decided by "the mayor")
    {shop} may open
    {shop} has {count: number} staff          (given, single)
    {person} pays {fee: money}                (given)
    the fee of {shop} is {fee: amount}

rule SHOP-1 "Registered"
    cites "section 1"
    a shop may open
    if the shop is registered
    and and the shop has a count staff

rule SHOP-2 "Staff"
    cites "section 2"
    a shop may open
    if the shop has a count staff
    and the count > three

rule SHOP-3 "Exception"
    cites "section 3"
    subject to SHOP-33
    a shop may open
    if the shop is registered

rule SHOP-4 "Unless twice"
    cites "section 4"
    a shop may open
    unless
    if the shop is registered

rule SHOP-5 "Days"
    cites "section 5"
    a shop may open
    if the shop opened on a day
    and the day + 1 mnth <= today

rule SHOP-6 "No such day"
    cites "section 6"
    a shop may open
    if the shop opened on a day
    and the day >= 2024-02-30

rule SHOP-7 "Text without end
    cites "section 7"
    a shop may open
    if the shop is registered

rule SHOP-8 "Conclusion with two"
    cites "section 8"
    a shop may open and a shop is registered
    if the shop is registered

rule SHOP-9 "Given concluded"
    cites "section 9"
    a person runs a shop
    if the shop is registered

rule SHOP-10 "Otherwise"
    cites "section 10"
    a shop may open
    if the shop is registered or the shop has a count staff

rule SHOP-11 "Reversed"
    cites "section 11"
    a shop may open
    if the shop has more than 5 staff

rule SHOP-12 "Capital"
    Cites "section 12"
    a shop may open
    if the shop is registered

rule SHOP-13 "Fee"
    cites "section 13"
    the fee of a shop is 100
    if the shop is registered

rule SHOP-14 "Number to date"
    cites "section 14"
    a shop may open
    if the shop opened on a day
    and the shop has a count staff
    and the day > the count

rule SHOP-15 "Tab"
    cites "section 15"
\ta shop may open
    if the shop is registered

rule SHOP-16 "Unbalanced"
    cites "section 16"
    a shop may open
    if the shop opened on a day
    and days from (the day to today >= 5

rule SHOP-17 "Person as shop"
    cites "section 17"
    a shop may open
    if a person runs a shop
    and the person is registered

ruel SHOP-18 "Misspelled"
    cites "section 18"
    a shop may open
    if the shop is registered

rule SHOP-19 "Quote marks"
    cites „section 19“
    a shop may open
    if the shop is registered

rule SHOP-20 "Force"
    cites "section 20"
    in force 2024-01-01
    a shop may open
    if the shop is registered

rule SHOP-21 "Only"
    cites "section 21"
    a shop may open
    only if the shop is registered

rule SHOP-22 "Not"
    cites "section 22"
    a shop may not open
    if not the shop is registered

rule SHOP-23 "Nobody"
    cites "section 23"
    notwithstanding
    a shop may open
    if the shop is registered

reading SHOP-R "Text"
    of "section 3"
"""

MARKED_IN_SHOPS = [
    ("duplicate-kind", "shop"),
    ("unknown-kind", "{fee: money}"),
    ("stray-connective", "and"),
    ("unknown-word", "three"),
    ("missing-condition", "unless"),
    ("unknown-word", "mnth"),
    ("impossible-date", "2024-02-30"),
    ("unterminated-quote", '"'),
    ("two-conditions", "and"),
    ("head-not-derived", "a person runs a shop"),
    ("two-conditions", "or"),
    ("limit-in-sentence", "more than"),
    ("unknown-property", "Cites"),
    ("kind-clash", "100"),
    ("kind-clash", "the day > the count"),
    ("tab", "\t"),
    ("stray-to", "to"),
    ("reintroduced-noun", "a shop"),
    ("kind-clash", "the person"),
    ("unknown-declaration", "ruel"),
    ("curly-quote", "\u201e"),
    ("malformed-property", "in force 2024-01-01"),
    ("missing-if", "only if the shop is registered"),
    ("denial-form", "may not"),
    ("denial-form", "not"),
    ("missing-names", "notwithstanding"),
    ("unknown-property", 'of "section 3"'),
]


@pytest.mark.parametrize(
    ("law", "marked"), [(LAW, MARKED), (SHOPS, MARKED_IN_SHOPS)], ids=["pool", "shops"]
)
def test_mistakes_are_as_many_diagnostics_each_with_a_way_out(
    law: str, marked: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = str(tmp_path / "a.law")
    workspace = Workspace()
    workspace.put(path, law)
    found = sorted(workspace.problems(path)[path], key=lambda one: one.at.start)
    errors = [one for one in found if one.severity == "error"]
    assert [(one.code, law[one.at.start : one.at.end]) for one in errors] == marked
    assert len(errors) >= 20
    assert all(one.help for one in errors)


@pytest.mark.parametrize("word", ["readng", "reading", "rule", "Rule", "provison", "impossibel"])
def test_what_declares_no_words_hides_nothing_when_it_cannot_be_read(
    word: str, tmp_path: Path
) -> None:
    path, law = str(tmp_path / "a.law"), SHOPS[: SHOPS.index("rule SHOP-2")]
    workspace = Workspace()
    workspace.put(path, f'{law}{word} SHOP-99 = "x"\n')
    codes = [one.code for one in workspace.problems(path)[path] if one.severity == "error"]
    assert {"duplicate-kind", "unknown-kind", "stray-connective"} < {*codes}


def test_a_law_that_is_not_there_is_told_beside_what_cannot_be_read(tmp_path: Path) -> None:
    path = str(tmp_path / "a.law")
    workspace = Workspace()
    workspace.put(path, SHOPS.replace("\n\nkind", "\n    uses market\n\nkind", 1))
    found = [one for one in workspace.problems(path)[path] if one.code == "unknown-law"]
    assert [one.help for one in found] == ["load its file or folder as well"]
    workspace.put(str(tmp_path / "market.law"), "law market\n")
    codes = {one.code for one in workspace.problems(path)[path]}
    assert "unknown-law" not in codes  # the file that cannot be read may be that law
