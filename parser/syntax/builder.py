"""Parsed pieces -> declarations of the syntax tree: the one Lark transformer of the project."""

from typing import Any

from parser.provenance import Provenance
from parser.syntax import tree
from parser.syntax.case_builder import Cases
from parser.syntax.lexed import error
from parser.syntax.lexer import Piece
from parser.syntax.said import Ids, Said, exact_day, once
from parser.text.span import Span, join


class Builder(Cases):
    """Builds nodes bottom-up while the parser runs; a property of a rule is `Said`."""

    # laws, kinds, names

    def law(self, children: list[Any]) -> tree.LawDecl:
        name, title, *properties = children
        found: dict[str, Any] = {}
        uses: list[tuple[str, Span]] = []
        for one in properties:
            if one is None:
                continue
            if one.key == "uses":
                uses.extend(one.value)
            else:
                once(found, one)
        starts, ends = found.get("in force", (None, None))
        return tree.LawDecl(
            name.payload,
            title.payload,
            found.get("published", ""),
            starts,
            ends,
            tuple(uses),
            found.get("overlay", ""),
            found.get("calendar"),
            Provenance(
                found.get("source", ""),
                found.get("retrieved"),
                found.get("published on"),
                found.get("consolidated to"),
                found.get("ours", ()),
            ),
            span=join(name.span, title.span),
        )

    def overlay(self, children: list[Piece]) -> Said:
        return Said("overlay", children[0].payload, children[0].span)

    def calendar(self, children: list[Piece]) -> Said:
        return Said("calendar", children[0].payload, children[0].span)

    def published(self, children: list[Piece]) -> Said:
        return Said("published", children[0].payload, children[0].span)

    def published_on(self, children: list[Piece]) -> Said:
        return Said("published on", exact_day(children[0]), children[0].span)

    def source(self, children: list[Piece]) -> Said:
        return Said("source", children[0].payload, children[0].span)

    def retrieved(self, children: list[Piece]) -> Said:
        return Said("retrieved", exact_day(children[0]), children[0].span)

    def consolidated(self, children: list[Piece]) -> Said:
        return Said("consolidated to", exact_day(children[0]), children[0].span)

    def ours(self, children: list[Piece]) -> Said:
        said = tuple(dict.fromkeys(piece.payload for piece in children))
        return Said("ours", said, join(children[0].span, children[-1].span))

    def uses(self, children: list[Ids]) -> Said:
        return Said("uses", children[0], children[0][0][1])

    def kind(self, children: list[Piece]) -> tree.KindDecl:
        return tree.KindDecl(children[0].payload, span=children[0].span)

    def named(self, children: list[Piece]) -> list[tree.Token]:
        return [piece.payload for piece in children]

    def name_list(self, children: list[list[tree.Token]]) -> list[list[tree.Token]]:
        return children

    def name_line(self, children: list[list[list[tree.Token]]]) -> list[list[tree.Token]]:
        return children[0]

    def names(self, children: list[Any]) -> tree.NamesDecl:
        kind, *lists = children
        named = [one for some in lists if some is not None for one in some]
        if not named:
            raise error(
                "no-names",
                "there is no name here",
                kind.span,
                "write `names of country: Serbia, Croatia`",
            )
        names = tuple(one[0] for one in named)
        called = tuple((other, one[0]) for one in named for other in one[1:])
        return tree.NamesDecl(kind.payload, names, called, span=kind.span)

    # vocabulary and tables

    def attribute(self, children: list[Piece | None]) -> tree.Attribute:
        word = children[0]
        assert word is not None
        argument = children[1] if len(children) > 1 else None
        words = {"DECIDED": "decided by", "ELSE_NO": "else no", "PROVED": "proved by"}
        name: Any = words.get(word.type, word.type.lower())
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
        cites = next((one.value for one in properties if one is not None), "")
        return tree.TableDecl(path.payload, path.span, columns.payload, cites, span=columns.span)
