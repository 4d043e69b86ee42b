"""`zakonik lsp`: answers an editor while somebody writes laws and cases."""

from argparse import ArgumentParser, Namespace

from engine.commands.outcome import BadInput


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik lsp`: an editor names files in what it asks."""
    parser.add_argument(
        "--stdio",
        action="store_true",
        help="speak over standard input and output, as it does in any case",
    )


def run(args: Namespace) -> None:
    """Serve one editor until it ends.

    Raises BadInput where the library that knows the protocol is not there.
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        raise BadInput(
            "error: `zakonik lsp` needs pygls, which is not there\n"
            "  help: install it with `pip install 'zakonik[lsp]'`"
        )
    from engine.server.serving import serve

    serve(version("zakonik"))
