"""A law -> its provisions in their order: those with a rule, and those that none carries."""

from collections import Counter
from collections.abc import Iterator

from engine.server.outline import declared
from engine.server.viewing import Kind, ProvisionShown
from engine.server.workspace import Workspace
from parser.resolved.law_tree import Constraint, Law, Note, Rule
from parser.resolved.vocabulary import Switch

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
    """Return in how many worked cases an answer is expected by each rule."""
    return Counter(
        name
        for file in workspace.case_files(path)
        for case in workspace.cases(file).cases
        for name in {rule for one in case.expectations for rule in one.by}
    )


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
