"""What an editor asks about a whole file: its outline, what can be folded, its layout."""

from lsprotocol import types

from engine.server import messages
from engine.server.messages import path_of
from engine.server.outline import Kind, declared, folds
from engine.server.server import Server
from parser.layout.from_text import formatted
from parser.text.diagnostic import SourceError

_SYMBOLS: dict[Kind, types.SymbolKind] = {
    "law": types.SymbolKind.Module,
    "words": types.SymbolKind.Namespace,
    "table": types.SymbolKind.Array,
    "rule": types.SymbolKind.Function,
    "provision": types.SymbolKind.String,
    "reading": types.SymbolKind.Enum,
    "parameter": types.SymbolKind.Array,
    "case": types.SymbolKind.Event,
}


def of_files(server: Server) -> None:
    """Add what is asked about a whole file to a server."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        path = path_of(params.text_document.uri)
        lines = server.lines(path)
        found: list[types.DocumentSymbol] = []
        law: types.DocumentSymbol | None = None
        for one in declared(server.texts.text_or_nothing(path)):
            symbol = types.DocumentSymbol(
                one.name,
                _SYMBOLS[one.kind],
                messages.between(one.start, one.end, lines),
                messages.between(one.start, one.name_end, lines),
                detail=one.detail,
                children=[],
            )
            if one.kind == "law":
                law = symbol
            if law is None or law is symbol:
                found.append(symbol)
            else:
                law.children = [*(law.children or ()), symbol]
                law.range.end = symbol.range.end
        return found

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        text = server.texts.text_or_nothing(path_of(params.text_document.uri))
        comment = types.FoldingRangeKind.Comment
        return [
            types.FoldingRange(one.first, one.last, kind=comment if one.comment else None)
            for one in folds(text)
        ]

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def layout(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        path = path_of(params.text_document.uri)
        try:
            text = server.texts.text(path)
            new = formatted(text, path)
        except SourceError:  # its errors are marked already
            return []
        if new == text:
            return []
        return [types.TextEdit(messages.between(0, len(text), server.lines(path)), new)]
