"""L104: a rule that no question of a worked case rests on."""

from collections.abc import Iterator

from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.datalog.variables import atoms
from parser.text.diagnostic import Diagnostic


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield rules that no worked case could try, whatever its facts: nothing it asks rests on them.

    Laws without worked cases are passed over. Which rules have held and failed in a case is for
    `zakonik coverage` to say.
    """
    reached = {one.question.sentence.predicate for case in laws.cases for one in case.expectations}
    if not reached:
        return
    rests: dict[str, set[str]] = {}
    for clause in laws.kb.program.rules:
        read = {atom.pred for atom, _ in atoms(clause.body)}
        rests.setdefault(clause.head.pred, set()).update(read)
    waiting = list(reached)
    while waiting:
        for name in rests.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    for rule in laws.rules:
        if rule.head.predicate not in reached:
            yield finding(
                "L104",
                f"no worked case asks for anything that rests on `{rule.provision.rule}`",
                rule.span,
                "write a case beside the law: one in which it holds, and one in which it just "
                "does not",
            )


RULE = LintRule("L104", "rule-without-case", "a rule that no worked case tries", _find)
