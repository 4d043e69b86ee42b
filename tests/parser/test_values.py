"""Individuals: one object each, and none of those that nothing speaks of any more."""

import pickle
from weakref import ref

from parser.values import Entity


def test_there_is_one_object_for_each() -> None:
    ana = Entity("person", "Ana of the values")
    assert pickle.loads(pickle.dumps(ana)) is ana


def test_one_that_nothing_speaks_of_is_forgotten() -> None:
    people = [Entity("person", f"somebody {number}") for number in range(100)]
    seen = [ref(one) for one in people]
    assert all(one() is not None for one in seen)
    people.clear()
    assert all(one() is None for one in seen)
