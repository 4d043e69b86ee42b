"""What has to be stated before rules conclude what a constraint forbids."""

import pytest

from engine.rails.from_datalog import to_rails
from kb.from_files import load_texts

_LAW = """\
law guard "Guards"

vocabulary
    {parent: person} is a parent of {child: person}    (given, irreflexive)
    {ancestor: person} is an ancestor of {person}
    {person} is married to {spouse: person}            (given)
    {person} was born on {birthday: date}              (given, single)
    {person} is alone
    {person} is odd
    {person} lives

impossible C-1 "Nobody is married to an ancestor"
    cites "1"
    that a person is married to a spouse
    and the spouse is an ancestor of the person

impossible C-2 "Whoever is alone is not married"
    cites "2"
    that a person is alone
    and the person is married to a spouse

impossible C-3 "Nobody odd is a parent"
    cites "3"
    that a person is odd
    and the person is a parent of a child

rule A-1 "Parents"
    cites "1"
    an ancestor is an ancestor of a person
    if the ancestor is a parent of the person

rule A-2 "Parents of ancestors"
    cites "1"
    an ancestor is an ancestor of a person
    if the ancestor is a parent of another person
    and the other person is an ancestor of the person

rule B-1 "Alone"
    cites "2"
    a person is alone
    if it is false that the person is a parent of a child

rule D-1 "Odd by birth"
    cites "3"
    a person is odd
    if the person was born on a birthday

rule D-2 "Odd by marriage"
    cites "3"
    a person is odd
    if the person is married to a spouse

rule E-1 "Living"
    cites "4"
    a person lives
    if the person is alone
    unless the person is odd
"""

_NEEDS = {
    "C-1": {frozenset({"is_married_to"}), frozenset({"is_a_parent_of"})},
    # that somebody is no parent needs no statement, once all is given
    "C-2": {frozenset({"is_married_to"})},
    "C-3": {frozenset({"was_born_on", "is_married_to"}), frozenset({"is_a_parent_of"})},
}


@pytest.mark.parametrize("constraint", _NEEDS)
def test_each_condition_needs_one_of_the_statements_it_may_come_from(constraint: str) -> None:
    kb = load_texts([("guard.law", _LAW)])
    railed = to_rails(kb.program, ("lives",))
    (barred,) = [one for one in railed.barred if one.constraint.provision.rule == constraint]
    assert set(barred.needs) == _NEEDS[constraint]
