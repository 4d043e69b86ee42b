"""Files -> what the rules of the linter find in their laws."""

import os
from collections.abc import Mapping, Sequence

from engine.lint.laws import Laws
from engine.lint.project import project_switches
from engine.lint.rules import RULES
from engine.lint.switches import PassedOver, Switch, switched, switches_in
from kb.base import KnowledgeBase
from kb.files import Found
from kb.from_files import find, load_cases_in_part, load_laws
from parser.frozen import dataclass
from parser.resolved.tree import Case
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source


@dataclass(frozen=True, slots=True)
class Linted:
    """How many law files were looked at, what was found, and what was passed over and why."""

    laws: int
    findings: tuple[Diagnostic, ...]
    passed_over: tuple[PassedOver, ...]


def lint(paths: Sequence[str], only: Sequence[str] = ()) -> Linted:
    """Return the findings of all rules, or of those named, in laws among files and folders.

    The laws of a folder are read together, and those of several folders too where they use each
    other. Raises SourceError with the errors of laws that cannot be read.
    """
    rules = tuple(one for one in RULES if not only or {one.code, one.name} & set(only))
    found = find(*paths)
    findings: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for kb, cases in _bases(found):
        laws = laws_of(kb, cases)
        texts.update(laws.texts)
        for rule in rules:
            findings.extend(rule.find(laws))
    switches: list[Switch] = [*project_switches(found.laws)]
    for file, text in texts.items():
        switches.extend(switches_in(file, text))
    after = switched(findings, switches, RULES, rules)
    return Linted(len(found.laws), tuple(sorted(after.found, key=_place)), after.passed_over)


def findings_in(
    kb: KnowledgeBase, cases: Sequence[Case], texts: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Return the findings of all rules in laws whose `texts`, by path, need not be on disk.

    Raises SourceError for settings of a project that cannot be read.
    """
    found = [one for rule in RULES for one in rule.find(Laws(kb, tuple(cases), texts))]
    switches: list[Switch] = [*project_switches(tuple(texts))]
    for file, text in texts.items():
        switches.extend(switches_in(file, text))
    return tuple(sorted(switched(found, switches, RULES, RULES).found, key=_place))


def laws_of(kb: KnowledgeBase, cases: Sequence[str]) -> Laws:
    """Return the view of laws that rules look at, with the worked cases in these files.

    Cases that cannot be read are left out: `zakonik check` says what is wrong with them.
    """
    read: list[Case] = []
    for path in cases:
        try:
            read.extend(load_cases_in_part(path, kb)[0])
        except SourceError:
            continue
    texts = {law.span.file: read_source(law.span.file) for law in kb.laws if law.span.file}
    return Laws(kb, tuple(read), texts)


def _bases(found: Found) -> list[tuple[KnowledgeBase, tuple[str, ...]]]:
    """Return the laws of each folder with the cases in it; all of them where they rest on others.

    Cases in a folder without laws go with the laws of Montenegro, if these are looked at, as they
    do when they are asked.
    """
    folders: dict[str, list[str]] = {}
    for path in found.laws:
        folders.setdefault(os.path.dirname(path), []).append(path)
    shipped = {os.path.dirname(path) for path in find().laws}
    bases: list[tuple[KnowledgeBase, tuple[str, ...]]] = []
    try:
        for folder, laws in folders.items():
            cases = tuple(
                path
                for path in found.cases
                if (own := os.path.dirname(path)) == folder
                or (own not in folders and folder in shipped)
            )
            bases.append((load_laws(laws), cases))
    except SourceError as error:
        if len(folders) == 1:
            raise
        try:
            return [(load_laws(found.laws), found.cases)]
        except SourceError:
            raise error from None
    return bases


def _place(one: Diagnostic) -> tuple[str, int, str]:
    return one.at.file, one.at.start, one.code
