"""What can only help, or only hurt: sentences of the laws of Montenegro, by their templates."""

from typing import Literal, NamedTuple


class Monotone(NamedTuple):
    """A value of a stated sentence that is moved, and the answers that must then stay.

    `step` is a day, a month or one percent, forward or back. A verdict on a sentence of `stays`
    that is the one named must not turn into its opposite. With `past` the value is a day that has
    come: what is still to come is another matter.
    """

    stated: str
    role: str
    step: Literal[-1, 1]
    stays: tuple[tuple[str, Literal["yes", "no"]], ...]
    past: bool = False


NINETY: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{person} stayed more than ninety days in six months", "yes"),
    ("{person} keeps to ninety days in six months", "no"),
    ("{person} stayed longer than a stay may last", "yes"),
    ("{person} would stay longer than a stay may last", "yes"),
)
WORK: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{person} worked more than ninety days in a year", "yes"),
    ("{person} keeps to ninety days of work in a year", "no"),
    ("{person} keeps to the limits of {certificate}", "no"),
)
TRANSIT: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{person} overstayed a transit", "yes"),
    ("{person} keeps to five days on each transit", "no"),
)
ABSENCE: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{absence} is short enough to need no notice", "no"),
    ("{absence} keeps to the limits", "no"),
)
MARRIAGE: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{person} can obtain citizenship by admittance through marriage", "yes"),
)
PERMANENT: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{person} has permanent residence", "yes"),
    ("{person} has resided lawfully and continuously in Montenegro for ten years", "yes"),
    ("{person} can obtain citizenship by admittance through marriage", "yes"),
)
CONVICTION: tuple[tuple[str, Literal["yes", "no"]], ...] = (
    ("{conviction} counts against {person}", "yes"),
    ("{conviction} stands against residence of {person}", "yes"),
    ("{person} has no conviction that counts", "no"),
)

MONOTONE = (
    Monotone("{person} made a short stay from {entry} to {exit}", "exit", 1, NINETY),
    Monotone("{person} made a short stay from {entry} to {exit}", "entry", -1, NINETY),
    Monotone(
        "{person} resided and worked under {certificate} from {start} to {finish}",
        "finish",
        1,
        WORK,
    ),
    Monotone(
        "{person} resided and worked under {certificate} from {start} to {finish}",
        "start",
        -1,
        WORK,
    ),
    Monotone("{person} made a transit from {entry} to {exit}", "exit", 1, TRANSIT),
    Monotone("{absence} ends on {last}", "last", 1, ABSENCE),
    Monotone("{person} is married to {spouse} from {wedding}", "wedding", -1, MARRIAGE),
    Monotone("{person} holds permanent residence from {start}", "start", -1, PERMANENT),
    Monotone(
        "{person} resides lawfully and continuously in Montenegro from {start}",
        "start",
        -1,
        PERMANENT,
    ),
    Monotone(
        "{person} was born on {birthday}",
        "birthday",
        -1,
        (
            ("{person} has reached the age of eighteen", "yes"),
            ("{person} is under the age of eighteen", "no"),
        ),
    ),
    Monotone(
        "{person} was sentenced in {conviction} to {term} of imprisonment", "term", 1, CONVICTION
    ),
    Monotone(
        "{document} expires on {expiry}",
        "expiry",
        1,
        (
            ("{document} is a valid travel document of {person}", "yes"),
            ("{document} is a valid identity card of {person}", "yes"),
            ("{document} runs three months past the planned departure of {person}", "yes"),
            ("{document} runs until the planned departure of {person}", "yes"),
        ),
    ),
    Monotone(
        "{document} was issued on {issue}",
        "issue",
        1,
        (("{document} was issued within the last ten years", "yes"),),
        past=True,
    ),
    Monotone(
        "{visa} is valid until {finish}",
        "finish",
        1,
        (
            ("{visa} is valid today", "yes"),
            ("{visa} keeps to the longest validity of its type", "no"),
        ),
    ),
    Monotone(
        "{permit} runs until {finish}",
        "finish",
        1,
        (
            ("{permit} is running today", "yes"),
            ("{permit} keeps to the longest term of a family permit", "no"),
        ),
    ),
    Monotone(
        "{person} owns {part} of {company}",
        "part",
        1,
        (("{person} controls {company} as executive director", "yes"),),
    ),
    Monotone(
        "{ban} is in force until {finish}",
        "finish",
        1,
        (("{ban} bars {person} from residence today", "yes"),),
    ),
)
"""One more day of stay never turns *too long* to *fine*, and likewise."""

EXCLUSIVE = (
    ("{person} has residence for up to ninety days", "{person} has temporary residence"),
    ("{person} has residence for up to ninety days", "{person} has permanent residence"),
    ("{person} has temporary residence", "{person} has permanent residence"),
    (
        "{person} keeps to ninety days in six months",
        "{person} stayed more than ninety days in six months",
    ),
    (
        "{person} keeps to ninety days of work in a year",
        "{person} worked more than ninety days in a year",
    ),
    ("{person} keeps to five days on each transit", "{person} overstayed a transit"),
    ("{person} is under the age of eighteen", "{person} has reached the age of eighteen"),
    (
        "{person} has no known nationality on {day}",
        "{person} holds a foreign nationality on {day}",
    ),
    (
        "{person} needs an airport transit visa",
        "{person} may pass through the international transit zone without a visa",
    ),
    ("the stay of {person} is illegal", "{person} has residence for up to ninety days"),
    ("the stay of {person} is illegal", "{person} has temporary residence"),
    ("the stay of {person} is illegal", "{person} has permanent residence"),
    ("the stay of {person} is illegal", "{person} is in Montenegro on a long stay visa"),
    (
        "the stay of {person} is illegal",
        "{person} may stay until the decision on the application as a digital nomad",
    ),
    (
        "the stay of {person} is illegal",
        "{person} may reside and work on a work registration certificate",
    ),
    ("{person} has died", "{person} has residence for up to ninety days"),
    ("{person} has died", "{person} has temporary residence"),
    ("{person} has died", "{person} can acquire Montenegrin citizenship"),
)
"""What is never so of the same individual on one day: lawful and unlawful, and likewise."""

FIRST_STAY = (
    (
        "{person} has residence for up to ninety days",
        "{person} stayed longer than a stay may last",
    ),
)
"""What is never so of the same individual unless a stay is over: somebody may have stayed too long
years ago and be here lawfully today."""

SO_FAR = (
    (
        "{person} has residence for up to ninety days",
        "{person} stayed more than ninety days in six months",
    ),
)
"""What is never so of the same individual unless a day that a case states is still to come: what is
planned counts in whether a stay is too long, and not in whether it is lawful today."""

HELPS = (" may ", " can ", " is entitled to ", " shall be granted ", " meets ", " keeps ")
"""Words of a sentence that somebody wants to be so."""

HURTS = (" overstayed ", " longer than ", " more than ", " departs from ", " breaks ", " needs ")
"""Words of a sentence that nobody wants to be so, whatever else is in it."""
