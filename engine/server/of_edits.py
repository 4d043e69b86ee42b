"""What an editor can have changed: misspelled words, ids; and what it shows in colours."""

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from engine.server import messages
from engine.server.ids import stretches_of
from engine.server.mending import mends, tried_mends
from engine.server.messages import path_of, uri_of
from engine.server.renaming import NotRenamed, called, renamed
from engine.server.server import Server
from parser.highlight.kinds import Kind

_COLOURS: dict[Kind, str] = {
    "declaration": "keyword",
    "property": "keyword",
    "connective": "keyword",
    "attribute": "decorator",
    "function": "function",
    "operator": "operator",
    "id": "class",
    "name": "enumMember",
    "variable": "variable",
    "quantity": "number",
    "day": "number",
    "text": "string",
    "answer": "keyword",
    "slot": "parameter",
    "comment": "comment",
}
"""What editors call each kind of stretch; words of sentences and punctuation are left plain."""

LEGEND = sorted(set(_COLOURS.values()))


def of_edits(server: Server) -> None:
    """Add what can be mended and renamed, and the colours of a file, to a server."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def fixes(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_of(params.text_document.uri)
        first, last = server.span(path, params.range)
        text, lines = server.texts.text_or_nothing(path), server.lines(path)
        here = [
            one
            for one in server.texts.problems(path).get(path, ())
            if one.at.start <= last and first <= one.at.end
        ]
        meant = list(mends(text, here))
        others = [one for one in here if all(each.problem is not one for each in meant)]
        found = []
        for one in (*meant, *tried_mends(server.texts, path, others)):
            edit = types.TextEdit(messages.range_of(one.at, lines), one.words)
            found.append(
                types.CodeAction(
                    f"write `{one.words}`" if one.words else f"remove `{one.removed(text)}`",
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[messages.diagnostic(one.problem, server.lines)],
                    is_preferred=True,
                    edit=types.WorkspaceEdit({params.text_document.uri: [edit]}),
                )
            )
        return found

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
        path = path_of(params.text_document.uri)
        place = params.position
        lines = server.lines(path)
        offset = lines.offset(place.line, place.character)
        try:
            name = called(server.texts, path, offset)
        except NotRenamed as error:
            raise JsonRpcInvalidParams(str(error)) from None
        text = server.texts.text_or_nothing(path)
        start = max(text.rfind(name, 0, offset + len(name)), text.rfind("\n", 0, offset) + 1)
        start, end = min(start, offset), max(start + len(name), offset)
        end = min(end, len(text), len(text) if (line := text.find("\n", start)) < 0 else line)
        return types.PrepareRenamePlaceholder(messages.between(start, end, lines), name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        path = path_of(params.text_document.uri)
        place = params.position
        offset = server.lines(path).offset(place.line, place.character)
        try:
            found = renamed(server.texts, path, offset, params.new_name)
        except NotRenamed as error:
            raise JsonRpcInvalidParams(str(error)) from None
        return types.WorkspaceEdit(
            {
                uri_of(file): [
                    types.TextEdit(messages.range_of(one.at, server.lines(file)), one.words)
                    for one in edits
                ]
                for file, edits in found.items()
            }
        )

    @server.feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, types.SemanticTokensLegend(LEGEND, [])
    )
    def colours(params: types.SemanticTokensParams) -> types.SemanticTokens:
        path = path_of(params.text_document.uri)
        lines = server.lines(path)
        data: list[int] = []
        line = character = 0
        for start, end, kind in stretches_of(server.texts.text_or_nothing(path)):
            if kind in _COLOURS:
                first, last = lines.position(start), lines.position(end)
                before = character if first.line == line else 0
                width = last.character - first.character
                number = LEGEND.index(_COLOURS[kind])
                data += [first.line - line, first.character - before, width, number, 0]
                line, character = first
        return types.SemanticTokens(data)
