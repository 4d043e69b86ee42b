"""Our decorator of forms does what that of the standard library does."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from parser import frozen


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """A form that can be found again by its name, as pickles want it."""

    name: str
    size: int = 3
    place: str = field(default="nowhere", compare=False, repr=False, kw_only=True)


def _forms(made: Callable[..., Any]) -> list[type[Any]]:
    """Return classes of every shape that our forms have, as a decorator makes them."""

    @made(frozen=True, slots=True)
    class Empty:
        pass

    @made(frozen=True, slots=True)
    class One:
        first: object

    @made(frozen=True, slots=True)
    class Two:
        place: str = field(default="nowhere", compare=False, repr=False, kw_only=True)
        first: object
        second: int = 3

    @made(frozen=True, slots=True)
    class Lists:
        first: object = None
        second: list[int] = field(default_factory=list)

    @made(frozen=True, slots=True, eq=False)
    class Itself:
        first: object

    @made(frozen=True, slots=True)
    class Alike:
        first: object

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Alike)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "alike"

    return [Empty, One, Two, Lists, Itself, Alike]


ITSELF = 4
"""The form that equals only itself."""

GIVEN: tuple[tuple[tuple[object, ...], dict[str, object]], ...] = (
    ((), {}),
    ((1,), {}),
    ((), {"first": 1}),
    ((1, 4), {}),
    ((1,), {"second": 4}),
    ((1, 3), {"place": "here"}),
    ((float("nan"),), {}),
    (([],), {}),
    ((1, 2, 3), {}),
    ((), {"third": 3}),
)


def _made(form: Callable[..., object], args: tuple[object, ...], named: dict[str, object]) -> Any:
    """Return what a call gives, or the words of its error."""
    try:
        return form(*args, **named)
    except TypeError as error:
        return str(error)


@pytest.mark.parametrize("number", range(6))
def test_forms_are_those_of_the_library(number: int) -> None:
    ours, theirs = (_forms(made)[number] for made in (frozen.dataclass, dataclasses.dataclass))
    assert [e.name for e in dataclasses.fields(ours)] == [
        e.name for e in dataclasses.fields(theirs)
    ]
    made = [(_made(ours, *given), _made(theirs, *given)) for given in GIVEN]
    for one, other in made:
        assert str(one) == str(other)
        assert one != other or isinstance(one, str)
        assert isinstance(one, ours) == isinstance(other, theirs)
        assert [one == again for again, _ in made] == [other == again for _, again in made]
    if number != ITSELF:
        hashes = [(_made(hash, (one,), {}), _made(hash, (other,), {})) for one, other in made]
        assert all(one == other for one, other in hashes)


@pytest.mark.parametrize("number", range(6))
def test_a_form_cannot_be_changed(number: int) -> None:
    form = _forms(frozen.dataclass)[number]
    made = form() if number in (0, 3) else form(1)
    with pytest.raises(FrozenInstanceError):
        made.first = 2
    with pytest.raises(FrozenInstanceError):
        del made.first


def test_a_form_is_replaced_copied_and_stored_whole() -> None:
    one = Kept("a", place="here")
    assert dataclasses.is_dataclass(Kept) and Kept.__match_args__ == ("name", "size")
    assert dataclasses.replace(one, size=4) == Kept("a", 4)
    assert dataclasses.replace(one, size=4).place == "here"
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert again == one and again is not one and again.place == "here"
