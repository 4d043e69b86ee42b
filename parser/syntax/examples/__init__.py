"""Malformed text with what to say about it: syntax errors are recognised by example.

Each snippet brings the parser into the state, and to the token, in which the mistake shows; any
file that gets there has made the same mistake. Data only; `parser.syntax.mistakes` uses it.
"""

from parser.syntax.examples.blocks import BLOCKS
from parser.syntax.examples.calculations import CALCULATIONS
from parser.syntax.examples.constraints import CONSTRAINTS
from parser.syntax.examples.lines import LINES
from parser.syntax.examples.mistake import Mistake
from parser.syntax.examples.rules import RULES

MISTAKES = (*BLOCKS, *RULES, *CONSTRAINTS, *LINES, *CALCULATIONS)

__all__ = ["MISTAKES", "Mistake"]
