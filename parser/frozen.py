"""The decorator of our forms: `dataclass(frozen=True, slots=True)`, paid for as it is used.

The one of the standard library compiles six methods for each class, which was a third of the
start of a command, while a command makes few of the forms that it imports. This one compiles a
method when it is first called. What it compiles does the same, except that fields are set
through their slots, which takes two thirds of the time. Type checkers see that of the library.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from dataclasses import MISSING, Field, FrozenInstanceError, fields

    def dataclass(*, frozen, slots, eq=True, weakref_slot=False):
        """Return a decorator that makes a class a frozen dataclass with slots.

        What a class needs beyond plain fields with or without a default is left to the library.

        >>> @dataclass(frozen=True, slots=True)
        ... class Pair:
        ...     left: int
        ...     right: int = 0
        >>> Pair(1), Pair(1) == Pair(1, 0), Pair(1) == 1, hash(Pair(1)) == hash((1, 0))
        (Pair(left=1, right=0), True, False, True)
        """

        def made(form):
            if not _simple(form):
                return dataclasses.dataclass(
                    frozen=True, slots=True, eq=eq, weakref_slot=weakref_slot
                )(form)
            plain = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=True, weakref_slot=weakref_slot
            )
            return _completed(plain(form), eq)

        if not (frozen and slots):
            raise TypeError("only for forms that are frozen and have slots")
        return made

    def _simple(form):
        """Tell whether the fields of a class are given one by one, or have defaults."""
        own = [each for each in vars(form).values() if isinstance(each, Field)]
        return not hasattr(form, "__post_init__") and all(
            each.init and each.default_factory is MISSING for each in own
        )

    def _completed(form, eq):
        form.__dataclass_params__.frozen = True
        own = vars(form)
        for name, later in _LATER.items():
            given = own.get(name)  # a class with `__eq__` of its own has None for `__hash__`
            if given is None and (eq or name not in ("__eq__", "__hash__")):
                setattr(form, name, later(form))
        form.__setattr__ = _set
        form.__delattr__ = _delete
        form.__getstate__ = _state
        form.__setstate__ = _restore
        return form

    def _set(self, name, _):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _delete(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self):
        return [getattr(self, each.name) for each in fields(self)]

    def _restore(self, values):
        for each, value in zip(fields(self), values, strict=True):
            object.__setattr__(self, each.name, value)

    def _later_init(form):
        def __init__(self, *given, **named):
            _compiled(form, "__init__", *_init(form))(self, *given, **named)

        return __init__

    def _later_eq(form):
        def __eq__(self, other):
            one, two = (_tuple(name, [e for e in fields(form) if e.compare]) for name in _BOTH)
            text = f"(self, other):\n return {one} == {two} if self.__class__ is other.__class__"
            return _compiled(form, "__eq__", f"{text} else NotImplemented", {})(self, other)

        return __eq__

    def _later_hash(form):
        def __hash__(self):
            hashed = [e for e in fields(form) if (e.compare if e.hash is None else e.hash)]
            text = f"(self):\n return hash({_tuple('self', hashed)})"
            return _compiled(form, "__hash__", text, {})(self)

        return __hash__

    def _later_repr(form):
        def __repr__(self):
            shown = (f"{e.name}={getattr(self, e.name)!r}" for e in fields(form) if e.repr)
            return f"{form.__qualname__}({', '.join(shown)})"

        return __repr__

    _BOTH = ("self", "other")
    _LATER = {
        "__init__": _later_init,
        "__eq__": _later_eq,
        "__hash__": _later_hash,
        "__repr__": _later_repr,
    }

    def _init(form):
        """Return the text of `__init__` after its name, and what its names stand for."""
        names = {f"set_{each.name}": getattr(form, each.name).__set__ for each in fields(form)}
        names |= {f"default_{e.name}": e.default for e in fields(form) if e.default is not MISSING}
        given = ["self", *(_parameter(each) for each in fields(form) if not each.kw_only)]
        named = [_parameter(each) for each in fields(form) if each.kw_only]
        sets = [f" set_{each.name}(self, {each.name})" for each in fields(form)]
        heading = f"({', '.join([*given, '*', *named] if named else given)}):"
        return "\n".join([heading, *(sets or [" pass"])]), names

    def _parameter(each):
        return each.name if each.default is MISSING else f"{each.name}=default_{each.name}"

    def _tuple(owner, some):
        return f"({''.join(f'{owner}.{each.name},' for each in some)})"

    def _compiled(form, name, text, names):
        """Compile a method of a form, which takes the place of the one that was called."""
        exec(f"def {name}{text}", names)
        method = names[name]
        method.__module__, method.__qualname__ = form.__module__, f"{form.__qualname__}.{name}"
        setattr(form, name, method)
        return method
