"""`zakonik new`: makes a folder with a law to begin with, and a case that passes."""

import os
import re
from argparse import ArgumentParser, Namespace
from importlib import resources

from engine.commands.outcome import BadInput


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik new`."""
    parser.add_argument(
        "folder", metavar="DIR", help="where the law goes: a new folder, or one with nothing in it"
    )


def run(args: Namespace) -> None:
    """Write a law and its cases, and say what is next; raise BadInput for a folder with files."""
    from engine.commands.whole_files import write_whole

    _make(args.folder)
    name = law_id(os.path.basename(os.path.abspath(args.folder)))
    for ending in (".law", ".case"):
        text = resources.files("engine.commands").joinpath("beginning", f"first{ending}")
        said = text.read_text(encoding="utf-8").replace("law first ", f"law {name} ", 1)
        path = os.path.join(args.folder, name + ending)
        write_whole(path, said)
        print(path)
    print(f"next: zakonik test {args.folder}")


def law_id(folder: str) -> str:
    """Return the id of a law in a folder of this name.

    >>> law_id("Parking permits"), law_id("2026")
    ('parking-permits', 'law-2026')
    """
    words = re.findall(r"\w+", folder.casefold().replace("_", " "))
    name = "-".join(words)
    return name if name[:1].isalpha() else "-".join(("law", *words))


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
        held = os.listdir(folder)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"error: `{folder}` cannot be made: {reason}") from None
    if held:
        raise BadInput(f"error: `{folder}` has files in it; name a new folder")
