"""The plain form of a question: `can_obtain_citizenship_by_admittance(Ana)`."""

from collections.abc import Sequence

from parser.resolved.lexicon import Vocabulary
from parser.resolved.matching import Match
from parser.resolved.terms import Filler, term_at
from parser.resolved.wording import counted, phrase, template_text
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic
from parser.text.span import join


def atom_match(
    tokens: Sequence[Token], vocabulary: Vocabulary, problems: list[Diagnostic]
) -> Match | None:
    """Return the predicate and terms of an atom, or None when the tokens are no known atom.

    Reports a wrong number of arguments, and arguments that are no term.
    """
    if len(tokens) < 3 or tokens[0].kind != "word":
        return None
    if (tokens[1].text, tokens[-1].text) != ("(", ")") or tokens[1].kind != "mark":
        return None
    predicate = vocabulary.predicates.get(tokens[0].text.casefold())
    if predicate is None:
        return None
    arguments = _arguments(tokens[2:-1])
    if len(arguments) != len(predicate.slots):
        slots = counted(len(predicate.slots), "slot")
        problems.append(
            Diagnostic(
                "wrong-arity",
                f"`{predicate.name}` has {slots}, not {len(arguments)}",
                join(tokens[0].span, tokens[-1].span),
                help=f"it stands for `{template_text(predicate)}`",
            )
        )
        return None
    fillers: list[Filler] = []
    for argument in arguments:
        whole = [
            filler
            for end, filler in term_at(argument, 0, vocabulary.spelled, True, articles=True)
            if end == len(argument)
        ]
        if whole:
            fillers.append(whole[0])
            continue
        problems.append(
            Diagnostic(
                "bad-argument",
                f"`{phrase(argument)}` is not a term",
                join(argument[0].span, argument[-1].span) if argument else tokens[1].span,
                help="write a name, a value, `?x` for an open slot or `_` for any one",
            )
        )
    return Match(predicate.name, tuple(fillers)) if len(fillers) == len(arguments) else None


def _arguments(tokens: Sequence[Token]) -> list[list[Token]]:
    if not tokens:
        return []
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "mark" and token.text == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found
