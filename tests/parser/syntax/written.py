"""Trees and errors from text, for the tests beside it."""

import textwrap
from collections.abc import Callable, Iterable

from parser.syntax.from_text import parse_cases, parse_law
from parser.syntax.tree import (
    CaseDecl,
    Condition,
    Declaration,
    Expression,
    Item,
    RuleDecl,
    Template,
    Token,
)
from parser.text.diagnostic import Diagnostic, SourceError
from tests.parser.syntax.outline import condition_lines, part

HEADING = 'law demo "Demo"\n'


def declarations(text: str) -> tuple[Declaration, ...]:
    """Return what a law with this text after its heading declares."""
    return parse_law(HEADING + textwrap.dedent(text), "demo.law").declarations


def declaration(text: str) -> Declaration:
    """Return the only declaration of a text."""
    (found,) = declarations(text)
    return found


def rule(text: str) -> RuleDecl:
    """Return the rule with these lines."""
    found = declaration('rule R "A rule"\n' + textwrap.indent(textwrap.dedent(text), "    "))
    assert isinstance(found, RuleDecl)
    return found


def items(text: str) -> tuple[Item, ...]:
    """Return the conditions of a rule with these lines after its conclusion."""
    return rule(f"a person may stay\n{textwrap.dedent(text)}").body


def condition(text: str) -> Condition:
    """Return the only condition of a rule."""
    (found,) = items(text)
    return found.condition


def expression(text: str) -> Expression:
    """Return what stands on the left of a comparison with 0."""
    found = condition(f"if {text} = 0")
    return found.left  # type: ignore[union-attr]


def shown(text: str) -> list[str]:
    """Return the conditions of a rule as lines."""
    return [line for item in items(text) for line in condition_lines(item.condition)]


def template(text: str) -> Template:
    """Return the template of a vocabulary."""
    found = declaration(f"vocabulary\n    {text}")
    assert isinstance(found, Template)
    return found


def case(text: str) -> CaseDecl:
    """Return the case with these lines."""
    source = 'case "A case"\n' + textwrap.indent(textwrap.dedent(text), "    ")
    (found,) = parse_cases(source, "demo.case").cases
    return found


def row(tokens: Iterable[Token]) -> list[str]:
    """Return tokens as text, everything but words marked by its kind."""
    return [part(token) for token in tokens]


def problems(build: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """Return the errors that building something raises."""
    try:
        build()
    except SourceError as error:
        return error.diagnostics
    raise AssertionError("no error was raised")


def codes(build: Callable[[], object]) -> list[str]:
    """Return the codes of the errors that building something raises."""
    return [problem.code for problem in problems(build)]
