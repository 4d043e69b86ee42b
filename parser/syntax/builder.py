"""Parsed pieces -> nodes of the syntax tree: the one Lark transformer of the project."""

from datetime import date
from typing import Any

from lark import Token as LarkToken
from lark import Transformer

from parser.syntax import tree
from parser.syntax.lexed import error
from parser.syntax.lexer import Piece
from parser.text.span import Span, join


class Ids(tuple[tuple[str, Span], ...]):
    """Identifiers with their places, told apart from other tuples."""


class Builder(Transformer[LarkToken, Any]):
    """Builds nodes bottom-up while the parser runs; a property of a rule is a pair."""

    def ids(self, children: list[Piece]) -> Ids:
        return Ids((piece.payload, piece.span) for piece in children)

    # laws, kinds, names

    def law(self, children: list[Any]) -> tree.LawDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        uses: list[tuple[str, Span]] = []
        for one in properties:
            if one is None:
                continue
            key, value = one
            if key == "uses":
                uses.extend(value)
            else:
                _once(found, key, value, name.span)
        starts, ends = found.get("in force", (None, None))
        return tree.LawDecl(
            name.payload,
            title.payload,
            found.get("published", ""),
            starts,
            ends,
            tuple(uses),
            span=join(name.span, title.span),
        )

    def published(self, children: list[Piece]) -> tuple[str, str]:
        return ("published", children[0].payload)

    def in_force(self, children: list[Piece | None]) -> tuple[str, tuple[date, date | None]]:
        first, last = children
        assert first is not None
        starts, ends = _exact_day(first), None if last is None else _exact_day(last)
        if ends is not None and ends < starts:
            raise error(
                "contradictory-dates",
                f"`{ends}` is before `{starts}`",
                first.span,
                "write the earlier day first",
            )
        return ("in force", (starts, ends))

    def uses(self, children: list[Ids]) -> tuple[str, Ids]:
        return ("uses", children[0])

    def kind(self, children: list[Piece]) -> tree.KindDecl:
        return tree.KindDecl(children[0].payload, span=children[0].span)

    def name_list(self, children: list[Piece]) -> list[tree.Token]:
        return [piece.payload for piece in children]

    def name_line(self, children: list[list[tree.Token]]) -> list[tree.Token]:
        return children[0]

    def names(self, children: list[Any]) -> tree.NamesDecl:
        kind, *lists = children
        names = tuple(name for one in lists if one is not None for name in one)
        if not names:
            raise error(
                "no-names",
                "there is no name here",
                kind.span,
                "write `names of country: Serbia, Croatia`",
            )
        return tree.NamesDecl(kind.payload, names, span=kind.span)

    # vocabulary and tables

    def attribute(self, children: list[Piece | None]) -> tree.Attribute:
        word = children[0]
        assert word is not None
        argument = children[1] if len(children) > 1 else None
        name: Any = "decided by" if word.type == "DECIDED" else word.type.lower()
        return tree.Attribute(
            name, argument.payload if argument is not None else "", span=word.span
        )

    def template(self, children: list[Any]) -> tree.Template:
        parts, *attributes = children
        kept = tuple(one for one in attributes if one is not None)
        return tree.Template(parts.payload, kept, span=parts.span)

    def vocabulary(self, children: list[tree.Template]) -> tuple[tree.Template, ...]:
        return tuple(children)

    def table(self, children: list[Any]) -> tree.TableDecl:
        path, *properties, columns = children
        cites = dict(p for p in properties if p is not None).get("cites", "")
        return tree.TableDecl(path.payload, path.span, columns.payload, cites, span=columns.span)

    # rules and provisions

    def cites(self, children: list[Piece]) -> tuple[str, str]:
        return ("cites", children[0].payload)

    def says(self, children: list[Piece]) -> tuple[str, str]:
        return ("says", children[0].payload)

    def reads(self, children: list[Piece]) -> tuple[str, str]:
        return ("reads", children[0].payload)

    def confidence(self, children: list[Piece]) -> tuple[str, str]:
        word = children[0]
        if word.payload not in ("high", "medium", "low"):
            raise error(
                "unknown-confidence",
                f"`{word.payload}` is no degree of confidence",
                word.span,
                "write high, medium or low",
            )
        return ("confidence", word.payload)

    def notwithstanding(self, children: list[Ids]) -> tuple[str, Ids]:
        return ("notwithstanding", children[0])

    def subject_to(self, children: list[Ids]) -> tuple[str, Ids]:
        return ("subject to", children[0])

    def mark(self, children: list[Piece]) -> tuple[str, tuple[str, str]]:
        return ("mark", (children[0].payload, children[1].payload))

    def provision(self, children: list[Any]) -> tree.NoteDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        for key, value in properties:
            _once(found, key, value, name.span)
        if "mark" not in found:
            raise error(
                "missing-mark",
                "this provision does not say why no rule carries it",
                name.span,
                'add `mark not-normative "why"` (or discretion, garbled)',
            )
        word, reason = found["mark"]
        return tree.NoteDecl(
            name.payload,
            title.payload,
            word,
            reason,
            found.get("cites", ""),
            found.get("says", ""),
            span=join(name.span, title.span),
        )

    def head(self, children: list[Piece | None]) -> tuple[str, tuple[tree.Sentence, bool]]:
        negative, sentence = children
        assert sentence is not None
        return ("head", (sentence.payload, negative is not None))

    def body(self, children: list[tree.Item]) -> tuple[str, tuple[tree.Item, ...]]:
        return ("body", tuple(children))

    def rule(self, children: list[Any]) -> tree.RuleDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        many: dict[str, list[Any]] = {"reads": [], "notwithstanding": [], "subject to": []}
        for one in properties:
            if one is None:
                continue
            key, value = one
            if key == "reads":
                many[key].append(value)
            elif key in many:
                many[key].extend(value)
            else:
                _once(found, key, value, name.span)
        sentence, negative = found["head"]
        starts, ends = found.get("in force", (None, None))
        return tree.RuleDecl(
            name.payload,
            title.payload,
            sentence,
            found.get("body", ()),
            negative,
            found.get("cites", ""),
            found.get("says", ""),
            tuple(many["reads"]),
            found.get("confidence", ""),
            tuple(many["notwithstanding"]),
            tuple(many["subject to"]),
            starts,
            ends,
            span=join(name.span, title.span),
        )

    # conditions

    def holds(self, children: list[Piece | None]) -> tree.Holds:
        negative, sentence = children
        assert sentence is not None
        return tree.Holds(sentence.payload, negative is not None)

    def compares(self, children: list[Any]) -> tree.Compares:
        left, op, right = children
        if op.value not in ("=", "!=", "<", "<=", ">", ">="):
            raise error(
                "stray-mark",
                f"`{op.value}` does not belong into a comparison",
                op.span,
                "compare with = != < <= > or >=",
            )
        return tree.Compares(op.value, left, right, span=join(left.span, right.span))

    def group(self, children: list[Any]) -> tree.Group:
        quantifier, *items = children
        which: Any = quantifier.payload.which
        count = quantifier.payload.count
        if which == "at least" and not 1 <= count <= len(items):
            raise error(
                "impossible-count",
                f"at least {count} of {len(items)} is no condition",
                quantifier.span,
                f"write a number from 1 to {len(items)}",
            )
        return tree.Group(which, tuple(items), count, span=quantifier.span)

    def item(self, children: list[Any]) -> tree.Item:
        label, condition, *further = children
        text = label.payload if label is not None else ""
        span = label.span if label is not None else place(condition)
        more = tuple(one for one in further if one is not None)
        if more:
            first = tree.Item(condition, span=place(condition))
            condition = tree.Group("all", (first, *more), span=place(condition))
        return tree.Item(condition, text, span=span)

    def exception(self, children: list[tree.Item]) -> tree.Item:
        inner = children[0]
        group = tree.Group("none", (inner,), exception=True, span=inner.span)
        return tree.Item(group, span=inner.span)

    def terms(self, children: list[Any]) -> tuple[Any, bool]:
        return (children[0], len(children) > 1)

    def aggregate(self, children: list[Any]) -> tree.Aggregates:
        result, kind, terms, *items = children
        return _aggregate(result, kind, terms[0], tuple(items))

    def aggregate_line(self, children: list[Any]) -> tree.Aggregates:
        result, kind, terms, condition = children
        item = tree.Item(condition, span=place(condition))
        return _aggregate(result, kind, terms[0], (item,))

    # expressions

    def binary(self, children: list[Any]) -> tree.Call:
        left, op, right = children
        sign = {"MINUS": "-"}.get(op.type, op.value)
        return tree.Call(sign, (left, right), span=join(left.span, right.span))

    def negative(self, children: list[Any]) -> tree.Call:
        sign, inner = children
        return tree.Call("neg", (inner,), span=join(sign.span, inner.span))

    def between(self, children: list[Any]) -> tree.Call:
        function, first, last = children
        return tree.Call(function.payload, (first, last), span=join(function.span, last.span))

    choice = between

    def reference(self, children: list[Piece]) -> Any:
        return children[0].payload

    name = reference
    quantity = reference

    def today(self, children: list[Piece]) -> tree.Today:
        return tree.Today(span=children[0].span)

    # cases

    def as_of(self, children: list[Piece]) -> tuple[str, date]:
        return ("as of", _exact_day(children[0]))

    def given(self, children: list[tree.StatementDecl]) -> tuple[str, tuple[Any, ...]]:
        return ("given", tuple(children))

    def expect(self, children: list[tree.ExpectationDecl]) -> tuple[str, tuple[Any, ...]]:
        return ("expect", tuple(children))

    def states(self, children: list[Piece]) -> tree.StatementDecl:
        sentence = children[0].payload
        return tree.StatementDecl("states", sentence, span=sentence.span)

    def denies(self, children: list[Piece]) -> tree.StatementDecl:
        sentence = children[1].payload
        return tree.StatementDecl("denies", sentence, span=join(children[0].span, sentence.span))

    def closes(self, children: list[Piece]) -> tree.StatementDecl:
        sentence = children[1].payload
        return tree.StatementDecl("closes", sentence, span=join(children[0].span, sentence.span))

    def closes_plural(self, children: list[Piece]) -> tree.StatementDecl:
        sentence = children[1].payload
        span = join(children[0].span, sentence.span)
        return tree.StatementDecl("closes plural", sentence, span=span)

    def expectation(self, children: list[Any]) -> tree.ExpectationDecl:
        question, answer, by = children
        return tree.ExpectationDecl(
            question.payload, answer.payload, tuple(by or ()), span=question.span
        )

    def case(self, children: list[Any]) -> tree.CaseDecl:
        title, *parts = children
        found: dict[str, Any] = {}
        for key, value in parts:
            _once(found, key, value, title.span)
        return tree.CaseDecl(
            title.payload,
            found.get("as of"),
            found.get("given", ()),
            found.get("expect", ()),
            span=title.span,
        )


def _aggregate(result: Piece, kind: Piece, term: Any, items: Any) -> tree.Aggregates:
    terms: tuple[Any, ...] = (term,)
    if kind.payload == "days":
        if not isinstance(term, tree.Call) or term.function != "days":
            raise error(
                "missing-days",
                "only days can be covered",
                kind.span,
                "write `days from the entry to the exit covered where:`",
            )
        terms = term.args
    reference = result.payload
    return tree.Aggregates(kind.payload, reference, terms, items, span=reference.span)


def place(condition: Any) -> Span:
    """Return where a condition stands."""
    found: Span = condition.sentence.span if isinstance(condition, tree.Holds) else condition.span
    return found


def _once(found: dict[str, Any], key: str, value: Any, span: Span) -> None:
    if key in found:
        raise error("said-twice", f"`{key}` is said twice", span, "say it once")
    found[key] = value


def _exact_day(piece: Piece) -> date:
    if not isinstance(piece.payload, date):
        raise error(
            "not-a-day", f"`{piece.value}` is no single day", piece.span, "write YYYY-MM-DD"
        )
    return piece.payload
