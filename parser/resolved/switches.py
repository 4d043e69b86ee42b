"""Readings and bodies of law that can be chosen: what a file declares, and what a line chooses."""

from collections.abc import Iterable, Mapping, Sequence

from parser.resolved.law_tree import Law
from parser.resolved.suggestions import did_you_mean
from parser.resolved.vocabulary import Switch
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label

OVERLAY = (("off", "the laws as they stand by themselves"), ("on", "with what this body changes"))


def own_switches(
    file: syntax.LawFile, used: Iterable[Law], problems: list[Diagnostic]
) -> tuple[Switch, ...]:
    """Return the readings that a law file declares, and the body of law that it belongs to.

    Reports names that are taken, in the file itself or in a law it uses.
    """
    known = {each.id: each for law in used for each in law.switches if not each.overlay}
    found: list[Switch] = []
    for one in file.declarations:
        if not isinstance(one, syntax.ReadingDecl):
            continue
        made = Switch(one.id, one.title, one.choices, one.cites, one.says, span=one.span)
        first = known.setdefault(one.id, made)
        if first is not made:
            problems.append(
                Diagnostic(
                    "duplicate-reading",
                    f"there is a reading `{one.id}` already",
                    one.span,
                    (Label(first.span, "the other one"),),
                    "give one of them another name",
                )
            )
        found.append(made)
    if file.law.overlay:
        name = file.law.overlay
        found.append(Switch(name, name, OVERLAY, overlay=True, span=file.law.span))
    return tuple(found)


def switches_of(laws: Iterable[Law]) -> dict[str, Switch]:
    """Return all readings and bodies of law of some laws, by name, in their order."""
    found: dict[str, Switch] = {}
    for law in laws:
        for one in law.switches:
            found.setdefault(one.id, one)
    return found


def chosen(
    said: Sequence[syntax.UnderDecl],
    switches: Mapping[str, Switch],
    problems: list[Diagnostic],
) -> dict[str, str]:
    """Return what `under` lines choose, by name; reports what nothing declares."""
    found: dict[str, str] = {}
    for one in said:
        problem = misfit(one, switches, problems)
        if problem is None and found.get(one.switch, one.choice) != one.choice:
            problem = Diagnostic(
                "said-twice", f"`{one.switch}` is chosen twice", one.span, help="choose once"
            )
        if problem is not None:
            problems.append(problem)
        else:
            found[one.switch] = one.choice or "on"
    return found


def misfit(
    one: syntax.UnderDecl, switches: Mapping[str, Switch], problems: Sequence[Diagnostic] = ()
) -> Diagnostic | None:
    """Return what is wrong with a choice, or None.

    >>> switch = Switch("CONV-7", "birthdays", (("late", ""), ("in-time", "")))
    >>> misfit(syntax.UnderDecl("CONV-7", "in-time"), {"CONV-7": switch}) is None
    True
    >>> misfit(syntax.UnderDecl("CONV-7", "never"), {"CONV-7": switch}).help
    'its choices are `late` and `in-time`'
    """
    switch = switches.get(one.switch)
    if switch is None:
        advice = "`zakonik explain` lists the readings; a law declares one with `reading`"
        advice = did_you_mean(one.switch, switches, advice, problems)
        return Diagnostic(
            "unknown-reading", f"there is no reading `{one.switch}`", one.span, help=advice
        )
    names = [name for name, _ in switch.choices]
    if one.choice in names or (switch.overlay and not one.choice):
        return None
    listed = " and ".join(f"`{name}`" for name in names)
    said = f"`{one.choice}` is no choice of" if one.choice else "nothing is chosen of"
    return Diagnostic(
        "unknown-choice", f"{said} `{one.switch}`", one.span, help=f"its choices are {listed}"
    )
