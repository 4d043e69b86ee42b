"""The corpora of lowering: laws with the Datalog, or the errors, that they become.

`tests/good/datalog/NAME.law` stands beside `NAME.datalog`, `tests/bad/datalog/NAME.law` beside
`NAME.txt`. `python -m tests.parser.datalog.corpus` writes the second of each pair anew; read the
difference before it is committed.
"""

from pathlib import Path

from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.show import show
from parser.datalog.tree import Program
from parser.datalog.unreachable import unreachable
from parser.resolved import resolve_law
from parser.resolved.law_tree import Law
from parser.syntax.from_text import parse_law
from parser.text.diagnostic import SourceError
from parser.text.render import render

GOOD = Path(__file__).parents[2] / "good" / "datalog"
BAD = Path(__file__).parents[2] / "bad" / "datalog"


def law(text: str, name: str = "demo.law", *used: Law) -> Law:
    """Return the law that a text states; its tables are among the good files."""
    return resolve_law(
        parse_law(text, name), used, lambda path: (GOOD / path).read_text(encoding="utf-8")
    )


def lowered(*texts: str) -> Program:
    """Return the checked program of some laws, each of which uses those before it."""
    laws: list[Law] = []
    for count, text in enumerate(texts, 1):
        laws.append(law(text, f"law{count}.law", *laws))
    return check(lower(laws))


def datalog(path: Path) -> str:
    """Return the Datalog of a law file."""
    return show(check(lower([law(path.read_text(encoding="utf-8"), path.name)])))


def complaints(path: Path) -> str:
    """Return what the author of a law file is told: errors, or else warnings."""
    text = path.read_text(encoding="utf-8")
    try:
        found = unreachable(check(lower([law(text, path.name)])))
    except SourceError as error:
        found = error.diagnostics
    return "".join(f"{render(each, {path.name: text})}\n" for each in found)


def rewrite() -> None:
    """Write all expected outputs anew."""
    for path in sorted(GOOD.glob("*.law")):
        path.with_suffix(".datalog").write_text(datalog(path), encoding="utf-8")
    for path in sorted(BAD.glob("*.law")):
        path.with_suffix(".txt").write_text(complaints(path), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
