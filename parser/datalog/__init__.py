"""The Datalog core: checking it, and showing it."""

from parser.datalog.check import check
from parser.datalog.show import show
from parser.datalog.stratify import stratify

__all__ = ["check", "show", "stratify"]
