"""`zakonik mcp`: the law as tools of an assistant, over standard input and output."""

from argparse import ArgumentParser, Namespace

from engine.commands.outcome import BadInput


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik mcp`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law files, or folders of them (default: the laws of Montenegro)",
    )


def run(args: Namespace) -> None:
    """Serve one assistant until it ends.

    Raises BadInput where the libraries are not there.
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("mcp", "pebble")):
        raise BadInput(
            "error: `zakonik mcp` needs the package mcp, which is not there\n"
            "  help: install it with `pip install 'zakonik[mcp]'`"
        )
    from engine.commands.web.tools import serve_tools

    serve_tools(args.path)
