"""What is asked of a register."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.registers.by_sets import Answers, in_database
from engine.registers.left_open import Alike
from parser.frozen import dataclass
from parser.resolved.tree import Question


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a register: questions on a day, under some readings.

    `chunk` is how many cases are answered at once. With `reasons` the case engine explains each
    answer. With `against`, other readings and bodies of law, each question is asked under these
    too, and reasons are given where the answers differ. `answers` answers for all cases together;
    `alike` has what the case engine was asked before, by a name for each question and law, and
    grows.
    """

    questions: tuple[Question, ...]
    day: date
    under: Mapping[str, str]
    chunk: int = 200_000
    reasons: bool = False
    against: Mapping[str, str] | None = None
    answers: Answers = in_database
    alike: dict[str, Alike] = field(default_factory=dict)
