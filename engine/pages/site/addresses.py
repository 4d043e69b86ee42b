"""Where things stand on a site: addresses that stay, since each is made of a name alone."""

import re
from collections.abc import Mapping
from hashlib import sha256

from parser.resolved.tree import Case

_OTHER = re.compile(r"[^\w.-]+")
_LONGEST = 60

Places = Mapping[str, str]
"""Addresses by what stands there."""


def slug(one: str) -> str:
    """Return what the address of a provision is made of: its id alone, as the law writes it.

    >>> slug("ENT-2a"), slug("tax.R-1"), slug("R 1/2")
    ('ENT-2a', 'tax.R-1', 'R-1-2-c50c7b')
    """
    plain = _OTHER.sub("-", one)
    return plain if plain == one else f"{plain}-{_digest(one)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:6]


def provision_address(one: str) -> str:
    """Return the address of a provision below that of its language."""
    return f"provision/{slug(one)}.html"


def chapter_address(law: str) -> str:
    """Return the address of a law, a chapter of the site."""
    return f"chapter/{slug(law)}.html"


def file_address(stem: str) -> str:
    """Return the address of a file of worked cases."""
    return f"case/{stem}.html"


def case_address(stem: str, title: str) -> str:
    """Return the address of a worked case: what its title begins with, and a mark of all of it.

    >>> case_address("lending", "Ivo owes a fee")
    'case/lending/ivo-owes-a-fee-55fb2f.html'
    """
    words = _OTHER.sub("-", title.casefold())[:_LONGEST].strip("-.")
    return f"case/{stem}/{words or 'case'}-{_digest(title)}.html"


def case_addresses(stem: str, cases: tuple[Case, ...]) -> tuple[str, ...]:
    """Return the address of each case of a file; of two with one title the later is numbered."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for case in cases:
        address = case_address(stem, case.title)
        seen[address] = number = seen.get(address, 0) + 1
        found.append(address if number == 1 else address.replace(".html", f"-{number}.html"))
    return tuple(found)


def above(address: str) -> str:
    """Return what leads from a page to the folder of its language.

    >>> above("case/lending/ivo.html"), above("index.html")
    ('../../', '')
    """
    return "../" * address.count("/")
