"""What an editor of ours asks beside the protocol: cases, proofs, ladders, provisions."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from engine.answers.reasons import answers_of, roots_of
from engine.proof.node import Node
from engine.server.answering import Answering
from engine.server.case_view import came, cases_shown, proof_shown
from engine.server.ladder import ladder
from engine.server.marking import marks
from engine.server.messages import path_of
from engine.server.outline import declared
from engine.server.premises import rules_of
from engine.server.provisions import provisions
from engine.server.server import Server
from parser.resolved.law_tree import Rule

CASES = "zakonik/cases"
"""`{uri}` -> the worked cases of a file."""

CAME = "zakonik/came"
"""`{uri, place}` -> what the expectation there comes to, or null if it cannot be asked."""

PROOF = "zakonik/proof"
"""`{uri, place}` -> the page of its answer, or null."""

LADDER = "zakonik/ladder"
"""`{uri, line, chosen?: {uri, place}}` -> the rule at a line, lit by an expectation; or null.

In a case file it is the rule on which the answer of what is chosen turns.
"""

PROVISIONS = "zakonik/provisions"
"""`{uri}` -> the provisions of a law."""

MARKS = "zakonik/marks"
"""`{uri, whole}` -> what no case tries in a law; of a large one only if `whole`, else null."""


def of_views(server: Server) -> None:
    """Add what is shown beside a text to a server."""

    @server.feature(CASES)
    def cases(params: Any) -> Any:
        return asdict(cases_shown(server.texts, path_of(params.uri)))

    @server.feature(CAME)
    def outcome(params: Any) -> Any:
        found = came(server.answering, path_of(params.uri), int(params.place))
        return asdict(found) if found is not None else None

    @server.feature(PROOF)
    def proof(params: Any) -> Any:
        found = proof_shown(server.answering, path_of(params.uri), int(params.place))
        return asdict(found) if found is not None else None

    @server.feature(LADDER)
    def drawn(params: Any) -> Any:
        path = path_of(params.uri)
        chosen = getattr(params, "chosen", None)
        roots: Sequence[Node] = ()
        if chosen is not None:
            roots = _roots(server.answering, path_of(chosen.uri), int(chosen.place))
        in_case = path.endswith(".case")
        rule = _deciding(server, path, roots) if in_case else _rule_at(server, path, params.line)
        if rule is None:
            return None
        predicates = {
            name: one
            for law in server.texts.reading(path).laws
            for name, one in law.predicates.items()
        }
        text = server.texts.text_or_nothing(rule.span.file)
        return asdict(ladder(rule, text, roots, predicates))

    @server.feature(PROVISIONS)
    def outline(params: Any) -> Any:
        return [asdict(one) for one in provisions(server.texts, path_of(params.uri))]

    @server.feature(MARKS)
    def untried(params: Any) -> Any:
        path = path_of(params.uri)
        if not params.whole and server.texts.is_large(path):
            return None
        found = marks(server.texts, path)
        return [asdict(one) for one in found] if found is not None else None


def _rule_at(server: Server, path: str, line: int) -> Rule | None:
    """Return the rule in which a line stands, or the first one of the file before all of them.

    None where the line stands in a rule that cannot be read now: another would be drawn for it.
    """
    laws = server.texts.reading(path).laws
    rules = sorted(
        (rule for law in laws if law.span.file == path for rule in law.rules if rule.body),
        key=lambda rule: rule.span.line,
    )
    text = server.texts.text_or_nothing(path)
    here = [
        one.name
        for one in declared(text)
        if one.kind == "rule" and text.count("\n", 0, one.start) <= line
    ]
    if not here:
        return next(iter(rules), None)
    return next((rule for rule in rules if rule.provision.rule == here[-1]), None)


def _deciding(server: Server, path: str, roots: Sequence[Node]) -> Rule | None:
    """Return the rule with conditions that stands nearest to the roots of a proof."""
    rules = {
        rule.provision.rule: rule
        for law in server.texts.reading(path).laws
        for rule in law.rules
        if rule.body
    }
    return next((rules[name] for name in rules_of(roots) if name in rules), None)


def _roots(answering: Answering, path: str, place: int) -> tuple[Node, ...]:
    found = answering.outcome(path, place)
    if found is None or found.checked.reply is None:
        return ()
    return tuple(root for one in answers_of(found.checked.reply) for root in roots_of(one))
