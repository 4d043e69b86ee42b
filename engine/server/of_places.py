"""What an editor asks about a place: what it means, where that is declared and spoken of."""

from lsprotocol import types

from engine.server import messages
from engine.server.completing import Kind, offers
from engine.server.hovering import hover, markdown
from engine.server.messages import path_of
from engine.server.places import Pointed, definitions, pointed, references
from engine.server.server import Server

_KINDS: dict[Kind, types.CompletionItemKind] = {
    "keyword": types.CompletionItemKind.Keyword,
    "sentence": types.CompletionItemKind.Snippet,
    "words": types.CompletionItemKind.Text,
    "name": types.CompletionItemKind.Constant,
    "id": types.CompletionItemKind.Reference,
}


def of_places(server: Server) -> None:
    """Add what is asked about a place to a server."""

    def at(
        params: types.HoverParams | types.DefinitionParams | types.ReferenceParams,
    ) -> tuple[str, Pointed | None]:
        path = path_of(params.text_document.uri)
        place = params.position
        offset = server.lines(path).offset(place.line, place.character)
        return path, pointed(server.texts, path, offset)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def meaning(params: types.HoverParams) -> types.Hover | None:
        path, what = at(params)
        said = markdown(hover(server.texts, path, what)) if what is not None else ""
        content = types.MarkupContent(types.MarkupKind.Markdown, said)
        return types.Hover(content) if said else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        path, what = at(params)
        found = definitions(server.texts, path, what) if what is not None else ()
        return [messages.location(span, server.lines) for span in found if span.file]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def spoken_of(params: types.ReferenceParams) -> list[types.Location]:
        path, what = at(params)
        if what is None:
            return []
        found = references(server.texts, path, what, params.context.include_declaration)
        return [messages.location(span, server.lines) for span in found if span.file]

    @server.feature(types.TEXT_DOCUMENT_COMPLETION)
    def completion(params: types.CompletionParams) -> types.CompletionList:
        path = path_of(params.text_document.uri)
        lines, place = server.lines(path), params.position
        offset = lines.offset(place.line, place.character)
        start, found = offers(server.texts, path, offset)
        replaced = messages.between(start, offset, lines)
        capabilities = server.client_capabilities.text_document
        item = (
            capabilities.completion.completion_item
            if capabilities and (capabilities.completion)
            else None
        )
        snippets = bool(item and item.snippet_support)
        plain, filled = types.InsertTextFormat.PlainText, types.InsertTextFormat.Snippet
        items = [
            types.CompletionItem(
                one.words,
                kind=_KINDS[one.kind],
                detail=one.detail,
                insert_text_format=filled if snippets and one.snippet else plain,
                text_edit=types.TextEdit(
                    replaced, one.snippet if snippets and one.snippet else one.words
                ),
            )
            for one in found
        ]
        return types.CompletionList(is_incomplete=True, items=items)
