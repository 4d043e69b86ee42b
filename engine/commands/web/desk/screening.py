"""A register that is asked beside the server: by a process of its own, which says how far it is.

Nothing but the folder of the register is written: the answers, what they come to, a picture.
"""

import json
import multiprocessing
from collections.abc import Sequence
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from engine.commands.whole_files import write_whole
from parser.frozen import dataclass

MOST = 2
"""How many registers are asked at once."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What is asked of a register: with the laws of `paths`, on a day, compared with `against`.

    `output` is the path of the answers without its ending; what they come to, and the picture, are
    written beside them.
    """

    paths: tuple[str, ...]
    folder: str
    mapping: str
    question: str
    day: date
    against: tuple[str, ...]
    output: str


class Running:
    """A register that is being asked."""

    def __init__(self, screening: Screening) -> None:
        self.screening = screening
        self.done, self.total = 0, 0
        self.problem: str | None = None
        self.has_ended = False
        context = multiprocessing.get_context("spawn")
        self._hears, says = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=_screen, args=(screening, says), daemon=True
        )
        self._process.start()
        says.close()

    def look(self) -> None:
        """Take in what the process has said since."""
        try:
            while not self.has_ended and self._hears.poll():
                match self._hears.recv():
                    case ("progress", int(done), int(total)):
                        self.done, self.total = done, total
                    case ("problem", str(problem)):
                        self.problem, self.has_ended = problem, True
                    case _:
                        self.has_ended = True
        except (EOFError, OSError):
            self.problem, self.has_ended = "the work on it ended before it was done", True

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.join()
        self.has_ended = True


def _screen(screening: Screening, says: Connection) -> None:
    """Ask a register, and say how far it is."""
    from engine.commands.outcome import BadInput
    from parser.text.diagnostic import SourceError

    def tell(done: int, total: int) -> None:
        says.send(("progress", done, total))

    try:
        _answer(screening, tell)
    except SourceError as error:
        says.send(("problem", "; ".join(one.message for one in error.diagnostics)))
    except BadInput as error:
        says.send(("problem", str(error).removeprefix("error: ")))
    except Exception as error:  # tables that cannot be read, and no room: what DuckDB says of them
        says.send(("problem", f"a table cannot be read, or no room is left: {_first(error)}"))
    else:
        says.send(("answered",))


def _first(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0][:300] if lines else type(error).__name__


def _answer(screening: Screening, tell: Any) -> None:
    from engine.commands.screen import answer_register
    from engine.registers.summary import as_picture
    from kb.from_files import load

    kb = load(*screening.paths)
    made, refused = answer_register(
        kb,
        screening.question,
        screening.folder,
        screening.mapping,
        screening.day,
        screening.against,
        f"{screening.output}.csv",
        tell,
    )
    title = f"{screening.day.isoformat()}: {screening.question}"
    write_whole(f"{screening.output}.svg", as_picture(made, title))
    said = {
        "question": screening.question,
        "day": screening.day.isoformat(),
        "against": list(screening.against),
        "refused": refused,
        "undecided": made.undecided,
        "answers": [
            {"answer": one.answer, "cases": one.cases} for _, of in made.questions for one in of
        ],
        "provisions": [
            {"answer": one.answer, "provision": one.provision, "cases": one.cases}
            for one in made.provisions
        ],
        "changes": None
        if made.changes is None
        else [
            {"answer": one.answer, "other": one.other, "cases": one.cases, "by": one.provision}
            for one in made.changes
        ],
    }
    write_whole(f"{screening.output}.json", json.dumps(said, ensure_ascii=False, indent=1))


def is_full(running: Sequence[Running]) -> bool:
    """Tell whether as many registers are being asked as may be at once."""
    for one in running:
        one.look()
    return sum(not one.has_ended for one in running) >= MOST
