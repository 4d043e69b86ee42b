"""Twenty mistakes in one law, each marked at its place with a way out; none hides another."""

from pathlib import Path

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


def test_twenty_mistakes_are_twenty_diagnostics_each_with_a_way_out(tmp_path: Path) -> None:
    path = str(tmp_path / "pool.law")
    workspace = Workspace()
    workspace.put(path, LAW)
    found = sorted(workspace.problems(path)[path], key=lambda one: one.at.start)
    errors = [one for one in found if one.severity == "error"]
    assert [(one.code, LAW[one.at.start : one.at.end]) for one in errors] == MARKED
    assert len(errors) == 20
    assert all(one.help for one in errors)
