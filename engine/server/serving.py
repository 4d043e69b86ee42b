"""The server: each request of an editor -> one function of ours, its answer as a message."""

import sys
from io import BufferedWriter

from lsprotocol import types

from engine.server.messages import path_of
from engine.server.of_calls import of_calls
from engine.server.of_cases import of_cases
from engine.server.of_edits import of_edits
from engine.server.of_files import of_files
from engine.server.of_places import of_places
from engine.server.of_views import of_views
from engine.server.server import Server


class _LeftOpen(BufferedWriter):
    """A stream that the server writes to and does not close: it is that of the whole process."""

    def close(self) -> None:
        """Write what is left."""
        self.flush()


def serve(version: str) -> None:
    """Answer an editor on standard input and output until it says that it has ended."""
    made(version).start_io(sys.stdin.buffer, _LeftOpen(sys.stdout.buffer))


def made(version: str) -> Server:
    """Return a server that has not begun, with everything that it can be asked."""
    server = Server(version)
    _documents(server)
    of_files(server)
    of_places(server)
    of_cases(server)
    of_edits(server)
    of_views(server)
    of_calls(server)
    return server


def _documents(server: Server) -> None:
    """Follow what is opened, changed, saved and closed."""

    def take(uri: str) -> str:
        path = path_of(uri)
        server.texts.put(path, server.workspace.get_text_document(uri).source)
        return path

    def settle(uri: str) -> None:
        path = take(uri)
        server.tell(path, settled=True)
        server.read_ahead(path)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        settle(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.tell(take(params.text_document.uri), settled=False)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        settle(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        server.texts.drop(path)
        server.tell(path, settled=False)
