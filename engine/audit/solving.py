"""The solver: a program and questions -> a situation, none, or that nobody found out in time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from engine.audit.bounds import Bounds, TooLarge
from engine.audit.symbols import Functions
from parser.frozen import dataclass

if TYPE_CHECKING:
    from clingo import Control, Symbol

Found = Literal["none", "undecided"]
"""What comes of a question that no situation answers."""


@dataclass(frozen=True, slots=True)
class Atom:
    """An atom of a situation: its name in the program, and the numbers of its places."""

    name: str
    args: tuple[int, ...]


Situation = frozenset[Atom]


_LESS = 10
"""By how much fewer steps are spent on a smaller situation than on whether there is one."""


_TRIES = 60
"""How often a situation is tried with less in it."""


class NoSolver(Exception):
    """The solver is not installed."""


class Solver:
    """A program that was grounded once, and may be asked many things."""

    def __init__(self, lines: Sequence[str], functions: Functions, bounds: Bounds) -> None:
        """Ground a program; raises TooLarge where that needs more than the bounds allow."""
        self._functions = functions
        self._steps = bounds.steps
        self._control = _grounded("\n".join(lines), functions)
        self.asked = 0

    def ask(self, *wanted: str, smallest: bool = False) -> Situation | Found:
        """Return a situation in which each atom that is `wanted` is so.

        With `smallest` it states as little as the solver finds out within its steps.
        """
        from clingo import parse_term

        self.asked += 1
        control = self._control
        solve = control.configuration.solve
        solve.opt_mode = "ignore"  # type: ignore[union-attr]
        assumptions = [(parse_term(one), True) for one in wanted]
        last, is_sure = self._run(assumptions, self._steps)
        if last is None:
            return "none" if is_sure else "undecided"
        if smallest:
            solve.opt_mode = "opt"  # type: ignore[union-attr]
            smaller, _ = self._run(assumptions, self._steps // _LESS)
            last = self._fewer(assumptions, smaller or last)
        return last

    def _fewer(self, wanted: "Sequence[tuple[Symbol, bool]]", found: Situation) -> Situation:
        """Return a situation that states no more than one that was found, and as a rule less.

        What is stated is left out in ever smaller portions, as long as a situation is left.
        """
        every = {
            Atom(one.symbol.name, tuple(arg.number for arg in one.symbol.arguments)): one.symbol
            for one in self._control.symbolic_atoms
            if one.symbol.name.startswith("f_")
        }
        solve = self._control.configuration.solve
        solve.opt_mode = "ignore"  # type: ignore[union-attr]
        portion = len(stated := _stated(found)) // 2
        tries = _TRIES
        while portion and tries:
            at = 0
            while at < len(stated) and tries:
                tries -= 1
                kept = {*stated[:at], *stated[at + portion :]}
                without = [(symbol, False) for atom, symbol in every.items() if atom not in kept]
                less, _ = self._run([*wanted, *without], self._steps // _LESS)
                if less is None:
                    at += portion
                else:
                    found, stated = less, _stated(less)
            portion = min(portion // 2, len(stated) // 2) if portion > 1 else 0
        return found

    def _run(
        self, assumptions: "Sequence[tuple[Symbol, bool]]", steps: int
    ) -> tuple[Situation | None, bool]:
        found: list[Situation] = []
        solve = self._control.configuration.solve
        solve.solve_limit = f"{steps},umax"  # type: ignore[union-attr]
        solve.models = 0 if solve.opt_mode == "opt" else 1  # type: ignore[union-attr]

        with self._control.solve(assumptions=assumptions, yield_=True) as handle:
            for model in handle:
                found = [_situation(model.symbols(atoms=True))]
            result = handle.get()
        return (found[0] if found else None), bool(result.exhausted or result.unsatisfiable)


def _situation(symbols: "Sequence[Symbol]") -> Situation:
    return frozenset(
        Atom(one.name, tuple(arg.number for arg in one.arguments))
        for one in symbols
        if one.name.startswith(("f_", "c", "q", "val_", "vary_"))
    )


def _stated(situation: Situation) -> list[Atom]:
    """Return what a situation states, in a fixed order."""
    return sorted(
        (atom for atom in situation if atom.name.startswith("f_")),
        key=lambda atom: (atom.name, atom.args),
    )


def _grounded(text: str, functions: Functions) -> "Control":
    try:
        from clingo import Control
    except ImportError:
        raise NoSolver from None
    control = Control(["--warn=none"])
    try:
        control.add("base", [], text)
        control.ground([("base", [])], context=functions)
    except RuntimeError as error:
        raise TooLarge(f"the solver refuses it: {error}") from None
    return control
