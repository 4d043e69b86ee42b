"""`zakonik serve`: the law in the browser, and for programs over HTTP."""

import os
import sys
from argparse import ArgumentParser, Namespace

from engine.commands.options import add_laws, count
from engine.commands.outcome import BadInput

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik serve`."""
    parser.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        default=os.curdir,
        help="the folder with the case files (default: this one); it is made if it is not there",
    )
    add_laws(parser)
    parser.add_argument(
        "--host",
        default=_LOOPBACK[0],
        help="the address to listen on (default: this machine alone); others need a token, which "
        "is printed",
    )
    parser.add_argument(
        "--port", type=count, default=8765, metavar="N", help="the port (default: 8765; 0: any)"
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST[:PORT]",
        help="a further name under which it is reached, may be repeated",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")


def run(args: Namespace) -> None:
    """Serve until it is interrupted.

    Raises BadInput where the libraries are not there, the port cannot be had, or no cases can be
    kept in the folder.
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("fastapi", "uvicorn", "pebble")):
        raise BadInput(
            "error: `zakonik serve` needs a web server, which is not there\n"
            "  help: install it with `pip install 'zakonik[serve]'`"
        )
    from secrets import token_urlsafe

    from engine.commands.web.serving import listening, serve
    from kb.files import laws_beside

    folder = _workspace(args.folder)
    laws = args.kb or ([folder] if laws_beside([os.path.join(folder, "x.case")]) else [])

    token = "" if args.host in _LOOPBACK else token_urlsafe()
    try:
        socket = listening(args.host, args.port)
    except (OSError, OverflowError) as error:
        raise BadInput(f"error: `{args.host}` port {args.port} cannot be had: {error}") from None
    port = socket.getsockname()[1]
    names = [args.host, *(_LOOPBACK if not token else ()), *args.name]
    hosts = [_with_port(one, port) for one in dict.fromkeys(names)]
    address = f"http://{hosts[0]}/" + (f"?token={token}" if token else "")
    sys.stdout.write(f"{address}\n(Ctrl-C ends it)\n")
    sys.stdout.flush()
    if not args.no_browser:
        import webbrowser

        webbrowser.open(address)
    serve(socket, laws, hosts, token, folder)


def _workspace(folder: str) -> str:
    """Return the folder of the cases, made if it is not there. Raises BadInput if it is none."""
    try:
        if not os.path.lexists(folder):
            os.mkdir(folder)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"error: the folder `{folder}` cannot be made: {reason}") from None
    if not os.path.isdir(folder) or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise BadInput(
            f"error: no cases can be kept in `{folder}`\n  help: name a folder that can be written"
        )
    return folder


def _with_port(name: str, port: int) -> str:
    """Return a name with its port, as it stands in `Host`.

    >>> _with_port("::1", 8765), _with_port("law.example:80", 8765)
    ('[::1]:8765', 'law.example:80')
    """
    if name.count(":") > 1:
        return f"[{name}]:{port}"
    return name if ":" in name else f"{name}:{port}"
