"""Parsed pieces -> rules, readings, provisions, constraints and parameters."""

from typing import Any

from parser.syntax import tree
from parser.syntax.condition_builder import Conditions
from parser.syntax.lexed import error
from parser.syntax.lexer import Piece
from parser.syntax.parameters import Bound, Bracket, Period, following, rule_of
from parser.syntax.said import Ids, Said, exact_day, once
from parser.text.span import join


class Rules(Conditions):
    """Builds what has an id bottom-up while the parser runs; a property is `Said`."""

    def ids(self, children: list[Piece]) -> Ids:
        return Ids((piece.payload, piece.span) for piece in children)

    def in_force(self, children: list[Piece | None]) -> Said:
        first, last = children
        assert first is not None
        starts, ends = exact_day(first), None if last is None else exact_day(last)
        if ends is not None and ends < starts:
            raise error(
                "contradictory-dates",
                f"`{ends}` is before `{starts}`",
                first.span,
                "write the earlier day first",
            )
        return Said("in force", (starts, ends), first.span)

    def cites(self, children: list[Piece]) -> Said:
        return Said("cites", children[0].payload, children[0].span)

    def says(self, children: list[Piece]) -> Said:
        return Said("says", children[0].payload, children[0].span)

    def reads(self, children: list[Piece]) -> Said:
        return Said("reads", children[0].payload, children[0].span)

    def confidence(self, children: list[Piece]) -> Said:
        word = children[0]
        if word.payload not in ("high", "medium", "low"):
            raise error(
                "unknown-confidence",
                f"`{word.payload}` is no degree of confidence",
                word.span,
                "write high, medium or low",
            )
        return Said("confidence", word.payload, word.span)

    def notwithstanding(self, children: list[Ids]) -> Said:
        return Said("notwithstanding", children[0], children[0][0][1])

    def subject_to(self, children: list[Ids]) -> Said:
        return Said("subject to", children[0], children[0][0][1])

    def instead_of(self, children: list[Ids]) -> Said:
        return Said("instead of", children[0], children[0][0][1])

    def presumed(self, children: list[Piece]) -> Said:
        return Said("presumed", True, children[0].span)

    def under(self, children: list[Piece]) -> Said:
        switch, *choice = children
        span = join(switch.span, children[-1].span)
        chosen = choice[0].payload if choice else ""
        return Said("under", (tree.UnderDecl(switch.payload, chosen, span=span),), span)

    def default(self, children: list[Piece]) -> Said:
        name, meaning = children
        return Said("default", (name.payload, meaning.payload), name.span)

    def alternative(self, children: list[Piece]) -> Said:
        name, meaning = children
        return Said("choice", (name.payload, meaning.payload), name.span)

    def reading(self, children: list[Any]) -> tree.ReadingDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        others: dict[str, str] = {}
        for one in properties:
            if one.key != "choice":
                once(found, one)
            elif one.value[0] in others:
                raise error(
                    "said-twice", f"`{one.value[0]}` is a choice twice", one.span, "rename one"
                )
            else:
                others[one.value[0]] = one.value[1]
        if "default" not in found or not others or found["default"][0] in others:
            raise error(
                "missing-choice",
                "a reading needs a default and another choice",
                name.span,
                'write `default late "…"` and `choice in-time "…"`',
            )
        return tree.ReadingDecl(
            name.payload,
            title.payload,
            (found["default"], *others.items()),
            found.get("cites", ""),
            found.get("says", ""),
            span=join(name.span, title.span),
        )

    def mark(self, children: list[Piece]) -> Said:
        return Said("mark", (children[0].payload, children[1].payload), children[0].span)

    def provision(self, children: list[Any]) -> tree.NoteDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        for one in properties:
            once(found, one)
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
            found.get("remedy"),
            span=join(name.span, title.span),
        )

    def remedy(self, children: list[Any]) -> Said:
        unseen, body, limit, against, named = children
        return Said(
            "remedy",
            tree.RemedyDecl(
                tuple(named),
                against.payload,
                unseen is not None,
                "" if body is None else body.payload,
                "" if limit is None else limit.payload,
            ),
            against.span,
        )

    def head(self, children: list[Piece | None]) -> Said:
        negative, sentence = children
        assert sentence is not None
        return Said("head", (sentence.payload, negative is not None), sentence.span)

    def body(self, children: list[tree.Item]) -> Said:
        return Said("body", tuple(children), children[0].span)

    def rule(self, children: list[Any]) -> tree.RuleDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        many: dict[str, list[Any]] = {
            key: [] for key in ("reads", "notwithstanding", "subject to", "instead of", "under")
        }
        for one in properties:
            if one is None:
                continue
            if one.key == "reads":
                many[one.key].append(one.value)
            elif one.key in many:
                many[one.key].extend(one.value)
            else:
                once(found, one)
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
            tuple(many["instead of"]),
            tuple(many["under"]),
            starts,
            ends,
            found.get("presumed", False),
            found.get("remedy"),
            span=join(name.span, title.span),
        )

    def row(self, children: list[Piece | None]) -> Bracket:
        value, low, least, high, most = children
        given = [piece for piece in children if piece is not None]
        assert value is not None
        return Bracket(
            value.payload,
            Bound(low.payload, least.payload) if low and least else None,
            Bound(high.payload, most.payload) if high and most else None,
            join(value.span, given[-1].span),
        )

    def period(self, children: list[Any]) -> Period:
        first, last, *rows = children
        said = self.in_force([first, last])
        starts, ends = said.value
        return Period(starts, ends, tuple(rows), said.span)

    def parameter(self, children: list[Any]) -> tuple[tree.Template, tree.RuleDecl]:
        name, title, *lines = children
        found: dict[str, Any] = {}
        reads: list[str] = []
        templates: list[tree.Template] = []
        periods: list[Period] = []
        rows: list[Bracket] = []
        for one in lines:
            match one:
                case tree.Template():
                    templates.append(one)
                case Period():
                    periods.append(one)
                case Bracket():
                    rows.append(one)
                case Said("reads", text):
                    reads.append(text)
                case _:
                    once(found, one)
        if rows:
            periods.append(Period(None, None, tuple(rows), rows[0].span))
        if len(templates) != 1 or not periods:
            raise error(
                "misfit-parameter",
                "a parameter is one sentence and the rows of its values",
                name.span,
                "write `the allowance is {amount} on {day: date}  (asked day)`, "
                "`from 2021-04-06` and the value below",
            )
        declared = tree.RuleDecl(
            name.payload,
            title.payload,
            tree.Sentence(()),
            cites=found.get("cites", ""),
            says=found.get("says", ""),
            reads=tuple(reads),
            span=join(name.span, title.span),
        )
        return templates[0], rule_of(declared, templates[0], following(periods))

    def that(self, children: list[tree.Item]) -> Said:
        return Said("that", tuple(children), children[0].span)

    def impossible(self, children: list[Any]) -> tree.ImpossibleDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        reads: list[str] = []
        for one in properties:
            if one.key == "reads":
                reads.append(one.value)
            else:
                once(found, one)
        return tree.ImpossibleDecl(
            name.payload,
            title.payload,
            found["that"],
            found.get("cites", ""),
            found.get("says", ""),
            tuple(reads),
            span=join(name.span, title.span),
        )
