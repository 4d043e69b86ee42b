"""L102: what stands in a law without saying where the text has it."""

import re
from collections.abc import Iterator

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.text.diagnostic import Diagnostic
from parser.text.span import NOWHERE, Span

_EMPTY = re.compile(r"[\W_]*|todo|tbd|xxx+|fixme|n/?a|none|unknown", re.IGNORECASE)
"""What people write where a citation has to stand, and is none."""

_ADVICE = 'add `cites "…"` with heading, paragraph and item; what is your own can cite `ours: …`'


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield rules, constraints, readings, provisions and tables that cite nothing."""
    for law in laws.kb.laws:
        cited: list[tuple[str, str, Span]] = [
            *((f"`{r.provision.rule}`", r.provision.cites, r.span) for r in law.rules),
            *((f"`{c.provision.rule}`", c.provision.cites, c.span) for c in law.constraints),
            *((f"the reading `{s.id}`", s.cites, s.span) for s in law.switches if not s.overlay),
            *((f"the provision `{note.provision}`", note.cites, note.span) for note in law.notes),
        ]
        bare: set[str] = set()
        for row in law.listed:
            if row.sentence.predicate not in bare and _is_empty(row.cites):
                bare.add(row.sentence.predicate)
                cited.append(("this row", row.cites, row.span))
        for what, cites, span in cited:
            if span != NOWHERE and _is_empty(cites):
                said = f"`{cites}` is no citation" if cites.strip() else "it does not say where"
                yield finding("L102", f"{what} stands without its source: {said}", span, _ADVICE)


def _is_empty(cites: str) -> bool:
    return _EMPTY.fullmatch(cites.strip()) is not None


RULE = LintRule("L102", "citation-missing", "what does not say where the text has it", _find)
