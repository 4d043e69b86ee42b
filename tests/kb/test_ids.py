"""Whatever bears an id in the laws of Montenegro is explained, is one thing, can be found."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from engine.pages import provision
from kb.base import KnowledgeBase
from kb.entries import ID, entries, has_entry, ids
from kb.from_files import load
from parser.resolved.law_tree import Law

HEADINGS = frozenset(
    {
        *("Entry, Movement, and Stay", "Entry of a Foreigner with Multiple Nationalities"),
        *("Entry and Exit Based on a Joint Travel Document", "Visa types"),
        *("Airport Transit visa (A)", "Transit visa (B)", "Short Stay visa (C)"),
        *("Long Stay visa (D)", "Invitation letter for visa C&D", "Types of Residence"),
        "Right to Stay for Up to 90 Days",
        "Which countries have a visa agreement with Montenegro?",
        "How much time can I spend outside",
        "Temporary residence permit",
        "Temporary residence permit for the provision of contracted services",
        "Work registration certificate",
        "Permit for temporary residence and work for seasonal employment",
        "Temporary residence for medical treatment",
        "Temporary residence for Specialization, Professional Training or Practical Training",
        "Temporary Residence for High School or Higher Education",
        "Temporary Residence for Family Reunification",
        *("Deciding on the Application", "The Rights of a Foreigner with Permanent Residence"),
        *("Acquiring of Citizenship", "Montenegrin nationality by origin"),
        *("Montenegrin nationality by birth", "Montenegrin nationality by admittance"),
        "Not sure where to begin?",
    }
)
"""The headings of the page on foreigners and citizenship, or how they begin."""

_OTHER = re.compile(
    r"ours: |[Aa]rticles? \d|foreign relations: "
    r"|[\w-]+\.(?:gov\.me|me|com|it|net|int|info|org|ua|uz|cz|de|eu|law|app|co|wiki|biz)\b"
)
"""A citation of ours, of an article, of the page on foreign relations, or of a page by its site."""


@cache
def laws() -> KnowledgeBase:
    return replace(load(), cases=())


def printed(law: Law) -> Iterator[str]:
    """Yield the ids that the rows of a law cite, which proofs and reports print."""
    for row in law.listed:
        named, colon, _ = row.cites.partition(": ")
        if colon:
            yield from ID.findall(named)


def cited(law: Law) -> Iterator[tuple[str, str]]:
    for rule in law.rules:
        yield rule.provision.rule, rule.provision.cites
    for constraint in law.constraints:
        if not constraint.provision.cites.startswith("the vocabulary"):
            yield constraint.provision.rule, constraint.provision.cites
    yield from ((note.provision, note.cites) for note in law.notes)
    yield from ((one.id, one.cites) for one in law.switches if not one.overlay)


def test_every_id_can_be_explained() -> None:
    kb = laws()
    known = {one for _, one, _ in ids(kb)} | {one for law in kb.laws for one in printed(law)}
    assert len(known) > 600
    for one in known:
        assert has_entry(kb, one), one
        assert provision.text(entries(kb, one)).startswith(one), one
    for switch in kb.vocabulary.switches.values():
        assert provision.switch_text(switch, cited=True, width=80).startswith(switch.id)


def test_each_id_is_one_thing() -> None:
    kb = laws()
    counted = Counter([*(one for _, one, _ in ids(kb)), *kb.vocabulary.switches])
    assert [one for one, times in counted.items() if times > 1] == []


def test_every_citation_begins_with_what_can_be_found() -> None:
    """A heading of the page, an article, a page by its site, or a word that it is ours."""
    for law in laws().laws:
        assert law.provenance.source, law.id
        if "encyclopedia" in law.provenance.source:
            continue  # its sections are few, and named as they stand
        for one, cites in cited(law):
            found = cites.startswith(tuple(HEADINGS)) or _OTHER.match(cites) is not None
            assert found, (law.id, one, cites)
