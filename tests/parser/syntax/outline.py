"""Syntax trees as text, for the expected files of the corpus."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from parser.syntax import tree
from parser.values import Amount, Duration, Range, Share, Value


def outline(file: tree.LawFile | tree.CaseFile) -> str:
    """Return a tree as indented lines."""
    match file:
        case tree.LawFile(law, declarations):
            made = [law_lines(law), *(declaration_lines(each) for each in declarations)]
        case tree.CaseFile(cases):
            made = [case_lines(each) for each in cases]
        case _:
            assert_never(file)
    return "".join(f"{line}\n" for lines in made for line in lines)


def law_lines(law: tree.LawDecl) -> Iterator[str]:
    yield f"law {law.id} {law.title!r}"
    yield from properties(law, "published", "starts", "ends", "uses", "overlay")
    yield from properties(
        law.provenance, "source", "retrieved", "published", "consolidated", "ours"
    )


def declaration_lines(one: tree.Declaration) -> Iterator[str]:
    match one:
        case tree.KindDecl(name):
            yield f"kind {name}"
        case tree.NamesDecl(kind, names):
            yield f"names of {kind}: {row(names)}"
        case tree.Template(parts, attributes):
            yield f"template {row(parts)}"
            yield from (f"  {each.word} {each.argument!r}" for each in attributes)
        case tree.TableDecl(path, _, parts):
            yield f"table {path!r}: {row(parts)}"
            yield from properties(one, "cites")
        case tree.NoteDecl():
            yield f"provision {one.id} {one.title!r}"
            yield from properties(one, "cites", "says", "mark", "reason")
        case tree.ReadingDecl():
            yield f"reading {one.id} {one.title!r}"
            yield from properties(one, "cites", "says", "choices")
        case tree.ImpossibleDecl():
            yield f"impossible {one.id} {one.title!r}"
            yield from properties(one, "cites", "says", "reads")
            yield from indented(item_lines(one.body))
        case tree.RuleDecl():
            yield f"rule {one.id} {one.title!r}"
            yield from properties(
                one, "cites", "says", "reads", "confidence", "starts", "ends", "presumed"
            )
            yield from properties(one, "notwithstanding", "subject_to", "instead_of", "under")
            yield f"  {'not ' * one.negative}{row(one.head.tokens)}"
            yield from indented(item_lines(one.body))
        case tree.ImpossibleDecl():
            yield f"impossible {one.id} {one.title!r}"
            yield from properties(one, "cites", "says", "reads")
            yield from indented(item_lines(one.body))
        case _:
            assert_never(one)


def item_lines(items: Iterable[tree.Item]) -> Iterator[str]:
    for item in items:
        first, *rest = condition_lines(item.condition)
        yield f"- {item.label} {first}" if item.label else f"- {first}"
        yield from indented(rest)


def condition_lines(condition: tree.Condition) -> Iterator[str]:
    match condition:
        case tree.Holds(sentence, negative):
            yield f"{'not ' * negative}{row(sentence.tokens)}"
        case tree.Compares(op, left, right):
            yield f"{expression(left)} {op} {expression(right)}"
        case tree.Aggregates(kind, result, terms, items):
            yield f"{expression(result)} = {kind}({', '.join(expression(term) for term in terms)})"
            yield from item_lines(items)
        case tree.Group(quantifier, items, count, exception):
            yield f"{'unless ' * exception}{quantifier}{f' {count}' * bool(count)}"
            yield from item_lines(items)
        case _:
            assert_never(condition)


def expression(one: tree.Expression) -> str:
    match one:
        case tree.Reference(determiner, noun):
            return f"<{determiner} {noun}>"
        case tree.Name(text, quoted):
            return f"name {text!r}" if quoted else f"name {text}"
        case tree.Quantity(found):
            return value(found)
        case tree.Today():
            return "today"
        case tree.Call(function, args):
            return f"{function}({', '.join(expression(arg) for arg in args)})"
        case _:
            assert_never(one)


def case_lines(case: tree.CaseDecl) -> Iterator[str]:
    yield f"case {case.title!r}"
    yield from properties(case, "as_of")
    for statement in case.statements:
        yield f"  {statement.kind}: {row(statement.sentence.tokens)}"
    for one in case.expectations:
        by = f" by {' '.join(name for name, _ in one.by)}" if one.by else ""
        yield f"  {row(one.question.tokens)} -> {row(one.answer)}{by}"


def row(parts: Iterable[tree.Token | tree.SlotDecl | tree.Column]) -> str:
    """Return a row of tokens with everything but words marked by its kind."""
    return " ".join(part(each) for each in parts)


def part(one: tree.Token | tree.SlotDecl | tree.Column) -> str:
    match one:
        case tree.SlotDecl(role, kind):
            return f"{{{role}: {kind}}}"
        case tree.Column(header):
            return f"{{{header}}}"
        case tree.Token("word", text):
            return text.replace(" ", "·")
        case tree.Token("text", text):
            return repr(text)
        case tree.Token("mark", text):
            return f"[{text}]"
        case tree.Token(value=found):
            assert found is not None
            return value(found)
        case _:
            assert_never(one)


def value(one: Value) -> str:
    match one:
        case date():
            return f"day {one.isoformat()}"
        case Range(date() as low, date() as high):
            return f"some day {low.isoformat()}..{high.isoformat()}"
        case Amount(number, currency):
            return f"amount {number} {currency}"
        case Share(percent):
            return f"share {percent}"
        case Duration(months, days):
            return f"duration {months} months {days} days"
        case _:
            return f"number {one}"


def properties(node: object, *names: str) -> Iterator[str]:
    for name in names:
        found = getattr(node, name)
        if isinstance(found, tuple):
            found = ", ".join(_shown(each) for each in found)
        if found:
            yield f"  {name} {found}"


def _shown(one: object) -> str:
    match one:
        case tree.UnderDecl(switch, choice):
            return f"{switch} {choice}".rstrip()
        case (str(first), str(second)):
            return f"{first} {second!r}"
        case (str(first), *_):
            return first
        case _:
            return str(one)


def indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
