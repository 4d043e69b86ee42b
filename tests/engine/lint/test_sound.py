"""What the linter is sure of, on random laws: judged by what is answered without it.

A condition that says nothing (L201) may be left out, and a rule that never holds (L202) too: no
answer turns round.
"""

from dataclasses import replace

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.answers.verdicts import verdict_of
from engine.arithmetic.errors import EvaluationError
from engine.lint.closure import contradiction
from engine.lint.conjunctions import together
from engine.lint.laws import Laws
from engine.lint.rules import RULES, implied_condition
from parser.text.diagnostic import SourceError
from tests.semantics.engines import Text, read, read_case
from tests.semantics.ready import ready

SEEDS = range(5000, 5130)
COMPLETIONS = 40


def _drawn(seed: int) -> Text | None:
    found = ready(seed, frozenset(), COMPLETIONS)
    return found[0][0] if found is not None and not found[0][0].overlay else None


def _without(text: Text, seed: int) -> list[Text]:
    """Return the texts without a line or a rule that says nothing, that are laws still."""
    kb, case = read_case(text)
    laws = Laws(kb, (case,), {})
    found = [one for rule in RULES for one in rule.find(laws)]
    assert all(one.at.line for one in found), seed
    lines = text.law.split("\n")
    cut: list[str] = []
    for one in implied_condition.RULE.find(laws):
        if "always" not in one.message:  # an alternative that always holds is not to be left out
            cut.append("\n".join(lines[: one.at.line - 1] + lines[one.at.line :]))
    for rule in laws.rules:
        if contradiction(next(together(rule.body)).compares) is not None:
            end = rule.span.line
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" ")):
                end += 1
            cut.append("\n".join(lines[: rule.span.line - 1] + lines[end:]))
    return [replace(text, law=law) for law in cut if _is_law(replace(text, law=law))]


def _is_law(text: Text) -> bool:
    try:
        read_case(text)
    except SourceError:
        return False
    return True


def _answers(text: Text) -> list[str]:
    kb, case, questions = read(text)
    found: list[str] = []
    for question in questions:
        try:
            reply = ask(kb, question, case)
        except (EvaluationError, SourceError):
            found.append("unknown")
        else:
            found.append(verdict_of(reply) if isinstance(reply, Answer) else "unknown")
    return ["no" if one == "silent" else one for one in found]  # a sentence without any rule


def test_what_says_nothing_may_be_left_out() -> None:
    tried = 0
    for seed in SEEDS:
        text = _drawn(seed)
        shorter = _without(text, seed) if text is not None else []
        whole = _answers(text) if text is not None and shorter else []
        for one in shorter:
            tried += 1
            for said, other in zip(whole, _answers(one), strict=True):
                assert said == other or "unknown" in (said, other), one.law
    assert tried >= 10
