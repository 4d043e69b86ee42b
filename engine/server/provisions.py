"""A law -> its provisions in their order: those with a rule, and those that none carries."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from engine.server.outline import declared
from engine.server.viewing import Kind, ProvisionShown
from engine.server.workspace import Workspace
from parser.resolved.law_tree import Constraint, Law, Note, Rule
from parser.resolved.vocabulary import Switch
from parser.syntax.montenegrin import case_file, is_case_file

_CASE = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_ID = r"[^\s\",:()#]+"
_PLAIN = r"(?:[^#\"\n]|\"[^\"\n]*\")*?"
_BY = re.compile(
    rf"^{_PLAIN}:[ \t]+{_PLAIN}\bby[ \t]+({_ID}(?:,[ \t]*{_ID})*)[ \t]*(?:#.*)?$", re.MULTILINE
)
_WITHIN = re.compile(rf"^\s+within the meaning of[ \t]+({_ID})", re.MULTILINE)
_KINDS: dict[str, Kind] = {"rule": "rule", "provision": "note", "reading": "reading"}
"""What carries a provision, by how it is declared."""


def provisions(workspace: Workspace, path: str) -> tuple[ProvisionShown, ...]:
    """Return the provisions of a law file; of those with errors their names and titles."""
    named = named_in_cases(workspace, path)
    laws = [law for law in workspace.reading(path).laws if law.span.file == path]
    found = [one for law in laws for one in _provisions(law, named)]
    known = {one.name for one in found}
    text = workspace.text_or_nothing(path)
    for one in declared(text):
        if one.kind in _KINDS and one.name not in known:
            line = text.count("\n", 0, one.start)
            kind = _KINDS[one.kind]
            found.append(ProvisionShown(one.name, one.detail, "", "", kind, line, named[one.name]))
    return tuple(sorted(found, key=lambda one: one.line))


def named_in_cases(workspace: Workspace, path: str) -> Counter[str]:
    """Return in how many worked cases an answer is expected by each rule.

    The case files are not read for that, whose sentences need the laws: it is told at each change.
    """
    texts = map(workspace.text_or_nothing, workspace.case_files(path))
    return sum(map(_named, texts), Counter())


@lru_cache(maxsize=256)
def _named(text: str) -> Counter[str]:
    r"""Count in how many cases of a text each id stands behind the `by` of an answer.

    >>> said = 'case "A"\n  expect\n    may A go: yes by R-1, R-2  # so\n    is A here: no by R-1\n'
    >>> _named(said + 'case "B"\n  within the meaning of l\n  expect\n    may B go: no by R-1\n')
    Counter({'R-1': 2, 'R-2': 1, 'l.R-1': 1})
    """
    text = case_file(text) if is_case_file(text) else text
    found: Counter[str] = Counter()
    for case in _CASE.split(text):
        named = {one for said in _BY.findall(case) for one in re.split(r",\s*", said)}
        within = _WITHIN.search(case)
        found.update(named | {f"{within[1]}.{one}" for one in named if within})
    return found


def _provisions(law: Law, named: Counter[str]) -> Iterator[ProvisionShown]:
    every: list[Rule | Constraint | Note | Switch] = [*law.rules, *law.constraints]
    for one in (*every, *law.notes, *law.switches):
        line = max(0, one.span.line - 1)
        match one:
            case Rule(provision=of) | Constraint(provision=of):
                kind: Kind = "rule" if isinstance(one, Rule) else "impossible"
                yield ProvisionShown(
                    of.rule, of.title, of.cites, of.says, kind, line, named[of.rule]
                )
            case Note(name, title, mark, reason, cites, says):
                said = says or f"{mark}: {reason}"
                yield ProvisionShown(name, title, cites, said, "note", line, 0)
            case Switch():
                said = "; ".join(f"{name}: {meaning}" for name, meaning in one.choices)
                yield ProvisionShown(one.id, one.title, one.cites, said, "reading", line, 0)
