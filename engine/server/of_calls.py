"""What an editor asks about how rules rest on each other: its call hierarchy."""

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from engine.server import messages
from engine.server.calls import Calling, feeds, rests_on, rule_at
from engine.server.messages import path_of, uri_of
from engine.server.server import Server
from parser.resolved.law_tree import Rule


def of_calls(server: Server) -> None:
    """Add what a rule feeds and rests on to a server."""

    def item(rule: Rule) -> types.CallHierarchyItem:
        place = messages.range_of(rule.span, server.lines(rule.span.file))
        return types.CallHierarchyItem(
            rule.provision.rule,
            types.SymbolKind.Function,
            uri_of(rule.span.file),
            place,
            place,
            detail=rule.provision.title,
            data={"rule": rule.provision.rule},
        )

    def known(asked: types.CallHierarchyItem) -> tuple[str, Rule | None]:
        path = path_of(asked.uri)
        data: Any = asked.data
        name = str(data["rule"])
        every = (rule for law in server.texts.reading(path).laws for rule in law.rules)
        return path, next((one for one in every if one.provision.rule == name), None)

    def ranges(one: Calling) -> Iterable[types.Range]:
        return (messages.range_of(span, server.lines(span.file)) for span in one.places)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    def prepare(params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem]:
        path = path_of(params.text_document.uri)
        place = params.position
        offset = server.lines(path).offset(place.line, place.character)
        found = rule_at(server.texts, path, offset)
        return [item(found)] if found is not None else []

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    def incoming(
        params: types.CallHierarchyIncomingCallsParams,
    ) -> list[types.CallHierarchyIncomingCall]:
        path, rule = known(params.item)
        if rule is None:
            return []
        found = feeds(server.texts.reading(path).laws, rule)
        return [types.CallHierarchyIncomingCall(item(one.rule), list(ranges(one))) for one in found]

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def outgoing(
        params: types.CallHierarchyOutgoingCallsParams,
    ) -> list[types.CallHierarchyOutgoingCall]:
        path, rule = known(params.item)
        if rule is None:
            return []
        found = rests_on(server.texts.reading(path).laws, rule)
        return [types.CallHierarchyOutgoingCall(item(one.rule), list(ranges(one))) for one in found]
