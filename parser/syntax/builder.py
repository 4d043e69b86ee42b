"""Parsed pieces -> declarations of the syntax tree: the one Lark transformer of the project."""

from datetime import date
from typing import Any

from parser.syntax import tree
from parser.syntax.condition_builder import Conditions
from parser.syntax.lexed import error
from parser.syntax.lexer import Piece
from parser.text.span import Span, join


class Ids(tuple[tuple[str, Span], ...]):
    """Identifiers with their places, told apart from other tuples."""


class Builder(Conditions):
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
        span = join(children[0].span, children[2].span)
        return tree.StatementDecl("closes", children[1].payload, span=span)

    def closes_plural(self, children: list[Piece]) -> tree.StatementDecl:
        span = join(children[0].span, children[2].span)
        return tree.StatementDecl("closes plural", children[1].payload, span=span)

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
