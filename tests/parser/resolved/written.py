"""Laws, cases and questions from text, and resolved rules as text, for the tests beside it."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import assert_never

from parser.resolved import (
    Case,
    Law,
    Question,
    UnknownSentence,
    Vocabulary,
    resolve_case,
    resolve_law,
    resolve_question,
    vocabulary_of,
)
from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Rule,
    Today,
)
from parser.resolved.tree import Constant, Sentence, Variable
from parser.syntax.from_text import parse_cases, parse_law, parse_question
from parser.text.diagnostic import Diagnostic, SourceError
from parser.values import Entity

VOCABULARY = """
kind permit
names of permit: seasonal permit, temporary permit
names of country: Montenegro, Serbia, "Bosnia and Herzegovina"
vocabulary
    {person} was born on {birthday: date}                          (given, single)
    {person} was born in {country}                                 (given)
    {person} is married to {spouse: person} from {wedding: date}   (given)
    {person} stayed from {entry: date} to {exit: date}             (given)
    {person} holds {permit}                                        (given)
    {person} earns {amount}                                        (given)
    {person} owns {share} of the firm                              (given)
    {person} has {number} children                                 (given, single)
    {person} wrote {title: text}                                   (given)
    {person} waited {duration}                                     (given)
    {person} is banned                                             (given)
    {person} is a national of {country} on {day: date}             (asked day)
    {person} may stay
    {person} is a relative of {relative: person}
"""


def no_table(path: str) -> str:
    """Stand for a folder without tables."""
    raise FileNotFoundError(2, "No such file or directory", path)


def law(
    text: str,
    *used: Law,
    vocabulary: str = VOCABULARY,
    tables: Mapping[str, str] | None = None,
    name: str = "demo",
) -> Law:
    """Return the law with this vocabulary and these declarations after it."""
    read: Callable[[str], str] = tables.__getitem__ if tables is not None else no_table
    uses = "".join(f"    uses {each.id}\n" for each in used)
    source = f'law {name} "Demo"\n{uses}{vocabulary}\n{textwrap.dedent(text)}\n'
    return resolve_law(parse_law(source, f"{name}.law"), used, read)


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


def rule(text: str, **more: Mapping[str, str]) -> Rule:
    """Return the one rule of the demo law with this head and body."""
    (found,) = law(f'rule R "A rule"\n{textwrap.indent(textwrap.dedent(text), "    ")}').rules
    return found


def conditions(text: str) -> list[str]:
    """Return the head and the conditions of a rule, a line each."""
    found = rule(text)
    return [sentence(found.head), *lines(found.body)]


def lines(items: Sequence[Item], depth: int = 0) -> list[str]:
    """Return conditions as lines, those of a group indented."""
    found: list[str] = []
    for item in items:
        first, *rest = condition(item.condition)
        label = f"{item.label} " if item.label else ""
        found += [f"{'  ' * depth}{label}{first}", *(f"{'  ' * depth}{line}" for line in rest)]
    return found


def condition(each: Condition) -> list[str]:
    """Return one condition as lines."""
    match each:
        case Holds(said, negative):
            return [f"{'not ' if negative else ''}{sentence(said)}"]
        case Compares(op, left, right):
            return [f"{expression(left)} {op} {expression(right)}"]
        case Aggregates(kind, result, terms, items):
            of = ", ".join(expression(term) for term in terms)
            return [f"{result.name} = {kind}({of}) where", *lines(items, 1)]
        case Group():
            title = "unless " if each.exception else ""
            title += each.quantifier + (f" {each.count}" if each.count else "")
            return [f"{title}:", *lines(each.items, 1)]
        case _:
            assert_never(each)


def sentence(each: Sentence) -> str:
    """Return a sentence as an atom."""
    return f"{each.predicate}({', '.join(expression(arg) for arg in each.args)})"


def expression(each: Expression) -> str:
    """Return an expression as text: variables by name, constants by value."""
    match each:
        case Variable(name):
            return name
        case Constant(Entity(_, name)):
            return name.replace(" ", "_") if name else "someone"
        case Constant(value):
            return value.isoformat() if isinstance(value, date) else repr(value)
        case Today():
            return "TODAY"
        case Calculated(function, args):
            return f"{function}({', '.join(expression(arg) for arg in args)})"
        case _:
            assert_never(each)


def demo(text: str = "", tables: Mapping[str, str] | None = None) -> Vocabulary:
    """Return the vocabulary of the demo law."""
    return vocabulary_of([law(text, tables=tables)])


def case(text: str, vocabulary: Vocabulary | None = None, as_of: str = "2026-11-23") -> Case:
    """Return a case with these `given` and `expect` parts."""
    source = f'case "A case"\n    as of {as_of}\n' + textwrap.indent(textwrap.dedent(text), "    ")
    (found,) = parse_cases(source, "demo.case").cases
    return resolve_case(found, vocabulary or demo())


def ask(
    text: str,
    vocabulary: Vocabulary,
    names: Mapping[str, str] | None = None,
    strict_names: bool = True,
) -> Question | UnknownSentence:
    """Return what a question asks; Ana and Marko are known unless `names` says otherwise."""
    known = {"Ana": "person", "Marko": "person"} if names is None else names
    found = parse_question(text, "question")
    return resolve_question(found, vocabulary, known, strict_names, date(2026, 11, 23))


def asked(text: str, vocabulary: Vocabulary) -> str:
    """Return a question as an atom, open slots with `?`, `#` in front when only counted."""
    found = ask(text, vocabulary)
    if isinstance(found, UnknownSentence):
        return "unknown"
    shown = [
        f"?{arg.name}" if isinstance(arg, Variable) and arg.name in found.open else expression(arg)
        for arg in found.sentence.args
    ]
    return f"{'#' if found.how_many else ''}{found.sentence.predicate}({', '.join(shown)})"
