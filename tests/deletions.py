"""`python -m tests.deletions PART [N [KEPT]]`: law files with one character missing.

PART is `read` (every place of every law through parser and formatter, a few lines at a time, or
N pieces of them), `laws` (N places, each law read whole, and looked at by the linter), or `server`
(N places, by a process of `zakonik lsp`, asked all that an editor asks). The pieces that `read` is
done with are kept in a file KEPT, so that a run that was stopped goes on; what is changed later is
read again. Prints each place that goes wrong, and ends with 1 if any did.
"""

import hashlib
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from engine.server.workspace import Workspace
from parser.layout.from_text import formatted
from parser.text.diagnostic import SourceError
from tests.engine.server.editor import Editor, asked_all
from tests.laws import MONTENEGRO
from tests.readme import ROOT

LINES = 8
"""Lines of a vocabulary that are read together: each of its lines stands by itself."""

HEADER = 'law deleted "Deleted"\n\n'
"""What stands before a piece: without a law nothing would come as far as the layout."""


def law_files() -> list[Path]:
    """Return every law of the project, those of the tests among them."""
    folders = (ROOT / name for name in ("kb", "examples", "tests"))
    return sorted(path for folder in folders for path in folder.rglob("*.law"))


def pieces(text: str) -> list[str]:
    r"""Cut a law where its declarations begin; a vocabulary also within, each part headed anew.

    >>> pieces('law a "A"\nrule R-1 "T"\n    it holds\n\nrule R-2 "U"\n')
    ['law a "A"\n', 'rule R-1 "T"\n    it holds\n\n', 'rule R-2 "U"\n']
    """
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        begins = not line[0].isspace() and line[0] != "#"
        if begins or not found:
            found.append(line)
        elif found[-1].startswith("vocabulary\n") and found[-1].count("\n") > LINES:
            found.append(f"vocabulary\n{line}")
        else:
            found[-1] += line
    return found


def without_one(piece: str, following: str) -> Iterator[str]:
    r"""Give a piece without each of its characters, below a law; its end joins what follows to it.

    Else blank lines at its end go: each text would be one with another layout.

    >>> [one.removeprefix(HEADER) for one in without_one("ab\n\n", "c\n")]
    ['b\n', 'a\n', 'ab\nc\n']
    """
    head = "" if piece.startswith("law ") else HEADER
    end = len(piece.rstrip("\n"))
    for at in range(end):
        if at == 0 or piece[at] != piece[at - 1]:
            yield f"{head}{piece[:at]}{piece[at + 1 : end]}\n"
    yield f"{head}{piece[: max(end, len(piece) - 1)]}{following}"


def read_together() -> dict[str, tuple[str, str]]:
    """Return the pieces of all laws, each with what follows it, by a name made of both."""
    found: dict[str, tuple[str, str]] = {}
    for path in law_files():
        cut = pieces(path.read_text(encoding="utf-8"))
        for number, piece in enumerate(cut):
            following = "".join(cut[number + 1 : number + 2])
            name = hashlib.sha256(f"{piece}\0{following}".encode()).hexdigest()[:20]
            found[name] = (piece, following)
    return found


def fault(text: str) -> str | None:
    """Return what is wrong with how a text is read and laid out, None if nothing is.

    It is laid out, or refused with errors that say something and lie within it; what is laid out
    stays as it is when it is laid out again.
    """
    try:
        found = formatted(text, "deleted.law")
        if found != text and formatted(found, "deleted.law") != found:
            return "laid out differently the second time"
    except SourceError as error:
        within = all(
            one.message and 0 <= one.at.start <= one.at.end <= len(text) + 1
            for one in error.diagnostics
        )
        return None if error.diagnostics and within else f"errors {error.diagnostics}"
    except Exception:
        return traceback.format_exc()
    return None


def read(most: int, kept: Path) -> int:
    """Read pieces of all laws that are not in the file `kept`; return how many places are wrong."""
    done = set(kept.read_text(encoding="ascii").split()) if kept.exists() else set()
    todo = read_together()
    total = sum(len(piece) for piece, _ in todo.values())
    print(f"{total} characters in {len(todo)} pieces that differ", flush=True)
    wrong = count = 0
    longest = (0.0, "")
    left = sorted(name for name in todo if name not in done)[:most]  # a run cut short is a sample
    for number, name in enumerate(left, 1):
        piece, following = todo[name]
        for broken in without_one(piece, following):
            before = time.process_time()
            what = fault(broken)
            longest = max(longest, (time.process_time() - before, broken))
            count += 1
            if what is not None:
                wrong += 1
                print(f"FAULT {broken!r}\n{what}", flush=True)
        with kept.open("a", encoding="ascii") as file:
            file.write(f"{name}\n")
        if number % 200 == 0 or number == len(left):
            print(f"{number} of {len(left)} pieces, {count} places, {wrong} wrong; ", end="")
            print(f"longest {longest[0]:.3f} s", flush=True)
    print(f"the longest was {longest[1]!r}")
    return wrong


def places(many: int) -> Iterator[tuple[Path, str, int]]:
    """Give places of all laws, drawn from all their characters, the same in every run."""
    files = [(path, path.read_text(encoding="utf-8")) for path in law_files()]
    total = sum(len(text) for _, text in files)
    drawn = sorted(random.Random(many).sample(range(total), min(many, total)))
    before = 0
    for path, text in files:
        while drawn and drawn[0] < before + len(text):
            yield path, text, drawn.pop(0) - before
        before += len(text)


def laws(many: int) -> int:
    """Read laws whole, each alone if it is not of Montenegro; return how many go wrong."""
    wrong = count = still = 0
    longest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        shipped = Workspace()
        for path, text, at in places(many):
            beside = path.parent == MONTENEGRO
            workspace = shipped if beside else Workspace()
            name = str(path if beside else Path(folder) / path.name)
            before = time.process_time()
            try:
                workspace.put(name, text[:at] + text[at + 1 :])
                found = workspace.problems(name, whole=not beside)[name]
                still += not found
                workspace.findings(name)
            except Exception:
                wrong += 1
                print(f"FAULT {path}:{at}\n{traceback.format_exc()}", flush=True)
            workspace.drop(name)
            count += 1
            longest = max(longest, (time.process_time() - before, f"{path}:{at}"))
            if count % 500 == 0:
                print(f"{count} places, {still} still laws, {wrong} wrong; {longest}", flush=True)
    print(f"{count} places, {still} still laws, {wrong} wrong; longest {longest}")
    return wrong


def server(many: int) -> int:
    """Have a server asked about laws; return how many places were not answered."""
    wrong = count = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        editor = Editor(log=log)
        last = ""
        for path, text, at in places(many):
            uri = path.as_uri()
            if uri != last:
                if last:
                    editor.tell("textDocument/didClose", {"textDocument": {"uri": last}})
                last = editor.open(path, text)
            broken = text[:at] + text[at + 1 :]
            count += 1
            try:
                editor.change(uri, broken)
                asked_all(editor, uri, broken, at, of_cases=count % 20 == 0)
            except Exception:
                wrong += 1
                print(f"FAULT {path}:{at}\n{traceback.format_exc()}", flush=True)
                editor, last = Editor(log=log), ""
            if count % 50 == 0:
                print(f"{count} places, {wrong} wrong", flush=True)
        with editor:
            pass
        log.seek(0)
        said = log.read()
    if said:
        print(f"the server said of errors:\n{said}")
    print(f"{count} places, {wrong} wrong")
    return wrong + bool(said)


def main(words: list[str]) -> int:
    """Run one part; return 1 if anything went wrong."""
    part, many, kept = [*words, *("", "", "")[len(words) :]]
    match part:
        case "read":
            wrong = read(int(many or sys.maxsize), Path(kept or ".deletions"))
        case "laws":
            wrong = laws(int(many or 1000))
        case "server":
            wrong = server(int(many or 1000))
        case _:
            print(__doc__)
            return 2
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
