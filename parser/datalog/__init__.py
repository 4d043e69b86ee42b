"""The Datalog core: lowering the resolved tree to it, checking it, and showing it."""

from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.show import show
from parser.datalog.stratify import stratify
from parser.datalog.unreachable import unreachable

__all__ = ["check", "lower", "show", "stratify", "unreachable"]
