"""Files with one mistake each, and exactly what their author is told.

`tests/bad/resolved/NAME.law` or `NAME.case` stands beside `NAME.txt`, the expected output. Cases
are read in the words of `tests/good/resolved/residence.law`.
"""

from pathlib import Path

from parser.resolved import Vocabulary, resolve_case, resolve_law, vocabulary_of
from parser.syntax.from_text import parse_cases, parse_law

BAD = Path(__file__).parents[2] / "bad" / "resolved"
GOOD = Path(__file__).parents[2] / "good" / "resolved"
FILES = sorted([*BAD.glob("*.law"), *BAD.glob("*.case")])


def vocabulary() -> Vocabulary:
    text = (GOOD / "residence.law").read_text(encoding="utf-8")
    law = resolve_law(
        parse_law(text, "residence.law"), (), lambda path: (GOOD / path).read_text("utf-8")
    )
    return vocabulary_of([law])


def resolve(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".law":
        resolve_law(parse_law(text, path.name), (), lambda table: (BAD / table).read_text("utf-8"))
        return
    for case in parse_cases(text, path.name).cases:
        resolve_case(case, vocabulary())
