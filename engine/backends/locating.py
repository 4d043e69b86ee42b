"""Which rule of the law an error of evaluation comes from: the same answer on every engine."""

from collections.abc import Collection

from engine.arithmetic.errors import Endless, EvaluationError
from engine.backends import load
from engine.backends.protocol import Facts, Loaded, Model, Pattern
from parser.datalog.endless import endless
from parser.datalog.tree import Program, Row, Rule
from parser.frozen import dataclass


@dataclass(frozen=True, slots=True)
class LocatedModel:
    """A model whose errors name the rule, its citation and its place."""

    model: Model
    program: Program
    facts: Facts

    def rows(self, pred: str, pattern: Pattern) -> Collection[Row]:
        """Return all rows of `pred` that agree with `pattern`."""
        try:
            return self.model.rows(pred, pattern)
        except EvaluationError as error:
            raise _located(error, self.program, self.facts) from error


def evaluate(
    loaded: Loaded, program: Program, facts: Facts, beside: Model | None = None
) -> LocatedModel:
    """Return the model of `program`, which is `loaded`, over facts (see `Loaded.evaluate`).

    Raises EvaluationError, as the model does, for what cannot be worked out, with the rule.
    """
    try:
        return LocatedModel(loaded.evaluate(facts, unlocated(beside)), program, facts)
    except EvaluationError as error:
        raise _located(error, program, facts) from error


def unlocated(model: Model | None) -> Model | None:
    """Return the model of an engine behind one whose errors name a place."""
    return model.model if isinstance(model, LocatedModel) else model


def _located(error: EvaluationError, program: Program, facts: Facts) -> EvaluationError:
    """Return an error with the rule whose conditions cannot be worked out.

    The reference engine is asked again, which knows the rule that it is at. A recursion without
    an end would only take its time once more: there the rule is one that nothing bounds.
    """
    if error.rule is not None:
        is_said = str(error) != error.reason
        return error if is_said else said_of(error, error.rule)
    if isinstance(error, Endless):
        rule = next(endless(program), None)
        return error if rule is None else said_of(error, rule)
    try:
        load("reference", program).evaluate(facts).rows("", ())
    except EvaluationError as again:
        return error if again.rule is None else said_of(again, again.rule)
    return error


def said_of(error: EvaluationError, rule: Rule) -> EvaluationError:
    """Return an error that names the provision and the place of the rule it comes from."""
    said = str(error)
    provision = rule.provision
    if provision is not None:
        title = f' "{provision.title}"' if provision.title else ""
        cited = f" ({provision.cites})" if provision.cites else ""
        said += f", in {provision.rule}{title}{cited}"
    if rule.span.line:
        said += f", {rule.span.file}:{rule.span.line}"
    return type(error)(said, rule, error.reason)
