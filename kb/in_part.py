"""Texts of laws -> what of them can be understood, and what is wrong with them.

How one file is parsed and one law is resolved is handed in, so that whoever reads the same laws
again and again need not do again what stays as it was.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kb.independent_errors import errors_of_lowering, with_missing_uses, without_consequences
from kb.order import in_order
from parser.resolved.law_tree import Law
from parser.resolved.told_apart import told_apart
from parser.syntax.from_text import Partial
from parser.syntax.tree import LawFile
from parser.text.diagnostic import Diagnostic

Parse = Callable[[str, str], Partial]
"""The text of a law file and its path -> its tree, as far as it can be read."""

Resolve = Callable[[LawFile, Sequence[Law]], tuple[Law, tuple[Diagnostic, ...]]]
"""A tree and the laws that it uses -> the law, as far as it is understood, and its errors."""

TellApart = Callable[[Sequence[LawFile], list[Diagnostic]], tuple[LawFile, ...]]
"""All trees -> the same, with what two of them call alike told apart; errors are added."""


class InPart(NamedTuple):
    """The laws without errors, each after those that it uses, and what there is of the others."""

    laws: tuple[Law, ...]
    in_error: tuple[Law, ...]


def read_in_part(
    texts: Sequence[tuple[str, str]],
    parse: Parse,
    resolve: Resolve,
    problems: list[Diagnostic],
    tell_apart: TellApart = told_apart,
) -> InPart:
    """Return the laws that these texts state; each text comes with the path of its file.

    `problems` receives the errors of all files; where there are some already, a file is missing.
    A law is not resolved when one that it uses has errors.
    """
    trees: list[LawFile] = []
    in_part = is_missing = bool(problems)
    for path, text in texts:
        found = parse(text, path)
        problems.extend(found.problems)
        in_part = in_part or bool(found.problems)
        if found.law is not None:
            trees.append(found.law)
        else:
            is_missing = True
    resolved: dict[str, Law] = {}
    in_error: list[Law] = []
    later: list[Diagnostic] = []
    ordered = in_order(trees, problems, complete=not is_missing)
    for tree in tell_apart(ordered, later):
        if any(used not in resolved for used, _ in tree.law.uses):
            continue
        law, wrong = resolve(tree, [resolved[name] for name, _ in tree.law.uses])
        later.extend(wrong)
        if wrong:
            in_error.append(law)
        else:
            resolved[tree.law.id] = law
    laws = tuple(resolved.values())
    if later or in_part:
        every: Mapping[str, str] = dict(texts)
        later = list(without_consequences(later)) if in_part else later
        problems.extend(with_missing_uses(later, laws, every))
        problems.extend(errors_of_lowering((*laws, *in_error)))
    return InPart(laws, tuple(in_error))
