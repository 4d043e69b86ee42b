"""Replies as Markdown."""

from engine.pages.markdown import escape, render
from tests.engine.pages.samples import DEPENDS, PREDICATES

MARKDOWN = """\
## can Ana obtain citizenship by admittance

**depends**, as of 2026-11-23

### It depends on

- admission of Ana is in the interests of Montenegro\x20\x20
  to be found by Ministry of Interior

### How far it is shown

- ○ Ana can obtain citizenship by admittance\x20\x20
  *by CIT-ADM-3 "Admittance by marriage"*\x20\x20
  *Law on Montenegrin Citizenship: Acquiring of Citizenship, admittance*\x20\x20
  *reading: The source runs three routes together; read as alternatives.*\x20\x20
  *confidence in this reading: medium*
  - ✓ Ana is married to Marko from 2020-05-01 (stated in ana.case:4)
  - ✓ 2020-05-01 + 3 years = 2023-05-01 \\<= 2026-11-23
  - ✓ Ana is not banned (denied in ana.case:7)
  - ○ (a) admission of Ana is in the interests of Montenegro (for the Ministry of Interior \
to decide)
"""


def test_the_proof_is_a_nested_list() -> None:
    assert render(DEPENDS, PREDICATES) == MARKDOWN


def test_what_a_file_says_is_never_markup() -> None:
    assert escape("[x](y) <script> `a` *b*") == r"\[x\](y) \<script\> \`a\` \*b\*"
