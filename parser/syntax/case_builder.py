"""Parsed pieces -> cases: what is given, and what is expected."""

from typing import Any

from parser.syntax import tree
from parser.syntax.lexer import Piece
from parser.syntax.rule_builder import Rules
from parser.syntax.said import Said, exact_day, once
from parser.text.span import join


class Cases(Rules):
    """Builds cases bottom-up while the parser runs."""

    def as_of(self, children: list[Piece]) -> Said:
        return Said("as of", exact_day(children[0]), children[0].span)

    def meaning(self, children: list[Piece]) -> Said:
        one = children[0]
        return Said("within the meaning of", (one.payload, one.span), one.span)

    def given(self, children: list[tree.StatementDecl]) -> Said:
        return Said("given", tuple(children), children[0].span)

    def expect(self, children: list[tree.ExpectationDecl]) -> Said:
        return Said("expect", tuple(children), children[0].span)

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

    def closes_all(self, children: list[Piece]) -> tree.StatementDecl:
        span = children[0].span
        return tree.StatementDecl("closes all", tree.Sentence((), span=span), span=span)

    def opens(self, children: list[Piece]) -> tree.StatementDecl:
        sentence = children[1].payload
        return tree.StatementDecl("opens", sentence, span=join(children[0].span, sentence.span))

    def expectation(self, children: list[Any]) -> tree.ExpectationDecl:
        question, answer, by = children
        return tree.ExpectationDecl(
            question.payload, answer.payload, tuple(by or ()), span=question.span
        )

    def background(self, children: list[Any]) -> tree.BackgroundDecl:
        found: dict[str, Any] = {}
        for one in children:
            if isinstance(one, Said):
                once(found, one)
        lines = tuple(one for one in children if not isinstance(one, Said))
        meaning = found.get("within the meaning of")
        return tree.BackgroundDecl(found.get("as of"), lines, meaning, span=children[0].span)

    def case(self, children: list[Any]) -> tree.CaseDecl:
        title, *parts = children
        found: dict[str, Any] = {}
        under: list[tree.UnderDecl] = []
        for one in parts:
            if one.key == "under":
                under.extend(one.value)
            else:
                once(found, one)
        return tree.CaseDecl(
            title.payload,
            found.get("as of"),
            tuple(under),
            found.get("given", ()),
            found.get("expect", ()),
            found.get("within the meaning of"),
            span=title.span,
        )
