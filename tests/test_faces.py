"""The face of each room of the engine: the modules of it that other rooms may use.

A room says in its `__init__` which these are. What is behind them can be moved and renamed without
a look at the rest of the engine.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.readme import ROOT

ENGINE = ROOT / "engine"
ROOMS = sorted(path.parent.name for path in ENGINE.glob("*/__init__.py"))


def face(room: str) -> frozenset[str]:
    """Return the modules that a room names as its face, as they are imported.

    Its own functions, defined in `__init__`, belong to it in any case.
    """
    tree = ast.parse((ENGINE / room / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name("FACE")], value=value):
                named = ast.literal_eval(value)
                return frozenset((f"engine.{room}", *(f"engine.{room}.{name}" for name in named)))
            case _:
                pass
    raise AssertionError(f"engine/{room}/__init__.py does not say what its face is")


def used_from_outside(room: str) -> Iterator[tuple[str, str]]:
    """Yield each module of a room that a module elsewhere in the engine imports, and that one."""
    for path in sorted(ENGINE.rglob("*.py")):
        if path.is_relative_to(ENGINE / room):
            continue
        for used in _imported(path):
            if used == f"engine.{room}" or used.startswith(f"engine.{room}."):
                yield used, str(path.relative_to(ROOT))


@cache
def _imported(path: Path) -> tuple[str, ...]:
    """Return the modules that a file imports from."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            found += _modules(node.module, node.names)
    return tuple(found)


def _modules(module: str, names: list[ast.alias]) -> set[str]:
    """Return what a `from module import names` imports: the module, or modules inside it."""
    folder = ROOT / module.replace(".", "/")
    inside = {f"{module}.{one.name}" for one in names if (folder / f"{one.name}.py").exists()}
    return inside or {module}


def test_there_are_eleven_rooms() -> None:
    wanted = "answers arithmetic audit backends commands lint pages proof rails registers server"
    assert wanted.split() == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_others_use_only_the_face_of_a_room(room: str) -> None:
    allowed = face(room)
    behind = {(used, by) for used, by in used_from_outside(room) if used not in allowed}
    assert not behind, f"add them to FACE in engine/{room}/__init__.py, or use what is there"


@pytest.mark.parametrize("room", ROOMS)
def test_a_face_is_no_larger_than_what_is_used(room: str) -> None:
    used = {f"engine.{room}", *(module for module, _ in used_from_outside(room))}
    assert face(room) <= used, "nobody outside uses these"
