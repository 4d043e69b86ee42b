"""The Datalog core: lowering the resolved tree to it, checking it, and showing it.

A pass is imported when its name is first used: most runs find their program made already.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parser.datalog.check import check
    from parser.datalog.from_resolved import lower
    from parser.datalog.show import show
    from parser.datalog.stratify import stratify
    from parser.datalog.unreachable import unreachable

__all__ = ["check", "lower", "show", "stratify", "unreachable"]

_PASSES = {"lower": "from_resolved"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    return getattr(import_module(f"parser.datalog.{_PASSES.get(name, name)}"), name)
