"""Names of the predicates that lowering makes, and what to call them in a message.

Every one of them contains a character that no authored name has: `/` or `:`.
"""

from collections.abc import Callable

from parser.datalog.tree import Program

Describe = Callable[[str], str]


def applies(rule: str) -> str:
    """Return the predicate that says that the conditions of an exception hold."""
    return f"applies:{rule}"


def asked(pred: str) -> str:
    """Return the predicate with the values for which `pred` is asked."""
    return f"asked:{pred}"


def denial(pred: str) -> str:
    """Return the predicate that concludes that `pred` is false."""
    return f"not:{pred}"


def domain(kind: str) -> str:
    """Return the predicate of all individuals of a kind."""
    return f"kind:{kind}"


def enumeration(rule: str, number: int) -> str:
    """Return the predicate of an enumeration inside a rule."""
    return f"{rule}/{number}"


def context(rule: str, number: int) -> str:
    """Return the predicate with the values that items of enumerations in a rule need."""
    return f"{rule}/context{f' {number}' if number > 1 else ''}"


def values(pred: str, place: int) -> str:
    """Return the predicate with all values that a place of `pred` could have."""
    return f"values:{pred}/{place}"


def is_made(pred: str) -> bool:
    """Tell whether lowering made a predicate, rather than an author.

    >>> is_made("R-1/2"), is_made("may_stay")
    (True, False)
    """
    return "/" in pred or ":" in pred


def describer(program: Program) -> Describe:
    """Return a function that calls a predicate what its author would call it."""

    def describe(name: str) -> str:
        predicate = program.predicates.get(name)
        if predicate is not None and predicate.denies:
            return f"it is false that {describe(predicate.denies)}"
        if predicate is not None and not predicate.hidden and predicate.parts:
            from parser.resolved.wording import template_text  # needs the syntax tree, rarely

            return f"`{template_text(predicate)}`"
        if name.startswith("applies:"):
            return f"the exception `{name.removeprefix('applies:')}`"
        if name.startswith("asked:"):
            return f"what is asked about {describe(name.removeprefix('asked:'))}"
        if "/" in name and predicate is not None:
            return f"an enumeration of `{name.split('/')[0]}`"
        return f"`{name}`"

    return describe
