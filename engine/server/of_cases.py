"""What an editor asks about worked cases: what they come to, and why."""

from typing import Any

from lsprotocol import types

from engine.server import messages
from engine.server.answering import expectations
from engine.server.lenses import told, tried
from engine.server.messages import path_of
from engine.server.server import Server
from parser.words.values import counted

WHY = "zakonik.why"
"""The command that returns the short page of an expectation: its address, and its first place."""


def of_cases(server: Server) -> None:
    """Add what is asked about worked cases to a server."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=True))
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        uri = params.text_document.uri
        path = path_of(uri)
        if path.endswith(".law"):
            lines = server.lines(path)
            return [
                types.CodeLens(
                    messages.range_of(span, lines),
                    types.Command(counted(number, "case"), ""),
                )
                for span, number in tried(server.texts, path)
            ]
        lines = server.lines(path)
        return [
            types.CodeLens(
                messages.range_of(one.span, lines), data={"uri": uri, "place": one.span.start}
            )
            for _, one in expectations(server.texts, path)
        ]

    @server.feature(types.CODE_LENS_RESOLVE)
    def answer(lens: types.CodeLens) -> types.CodeLens:
        data: Any = lens.data
        uri, place = str(data["uri"]), int(data["place"])
        found = told(server.answering, path_of(uri), place)
        said = found.said if found is not None else "not asked: the laws have errors"
        lens.command = types.Command(said, WHY, arguments=[uri, place])
        return lens

    @server.command(WHY)
    def why(uri: str, place: int) -> str:
        found = told(server.answering, path_of(uri), place)
        return found.page if found is not None else "There is nothing to ask here."
