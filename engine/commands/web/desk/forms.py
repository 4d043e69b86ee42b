"""Forms that only our own pages can send: each has a seal that belongs to the browser.

Nothing is kept of a browser but a random cookie. The seal is made from it with a secret of this
process, so that a page of another site can neither read it nor make one.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from secrets import token_urlsafe
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

COOKIE = "zakonik-form"
SEAL = "seal"
_FIELDS = 500


class Seals:
    """Makes and checks the seals of forms."""

    def __init__(self) -> None:
        self._secret = token_urlsafe().encode()

    def browser(self, request: Request) -> str:
        """Return what is kept in the cookie of a browser, made anew where there is none."""
        return request.cookies.get(COOKIE) or token_urlsafe()

    def seal(self, browser: str) -> str:
        """Return the seal of the forms of a browser."""
        return hmac.new(self._secret, browser.encode(), sha256).hexdigest()

    def is_ours(self, request: Request, form: "Form") -> bool:
        """Tell whether a form was on one of our own pages in this browser."""
        browser = request.cookies.get(COOKIE, "")
        shown = form.one(SEAL).encode()
        return bool(browser) and hmac.compare_digest(self.seal(browser).encode(), shown)


class Form(NamedTuple):
    """The fields of a form, or of the query of an address, each with what stands in it."""

    fields: Mapping[str, list[str]]

    def one(self, name: str, otherwise: str = "") -> str:
        """Return what stands in a field, the first if there are several."""
        found = self.fields.get(name, [])
        return found[0] if found else otherwise

    def every(self, name: str) -> tuple[str, ...]:
        """Return all that stands in fields of a name, without what is empty."""
        return tuple(one for one in self.fields.get(name, []) if one.strip())

    def row(self, name: str) -> tuple[str, ...]:
        """Return what stands in the fields `name0`, `name1` …, up to the first that is not there.

        A day whose field `-today` is ticked is today.

        >>> form_of("slot0=a&slot1=&slot3=b").row("slot")
        ('a', '')
        >>> form_of("slot0=a&slot1=&slot1-today=yes").row("slot")
        ('a', 'today')
        """
        found: list[str] = []
        while (field := f"{name}{len(found)}") in self.fields:
            is_today = self.one(f"{field}-today") == "yes"
            found.append("today" if is_today else self.one(field))
        return tuple(found)

    def number(self, name: str, otherwise: int = 1) -> int:
        """Return the number in a field.

        >>> form_of("n=3").number("n"), form_of("n=x").number("n")
        (3, 1)
        """
        said = self.one(name)
        return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else otherwise


def form_of(query: str) -> Form:
    """Return the fields of a form as a browser sends it. Raises ValueError if there are too many.

    Lines end with a line feed, whatever the browser ends them with.
    """
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=_FIELDS):
        fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return Form(fields)


async def sent_form(request: Request) -> Form:
    """Return the form that a request sends."""
    return form_of((await request.body()).decode("utf-8", "replace"))


def asked_form(request: Request) -> Form:
    """Return the form in the query of an address."""
    return form_of(request.url.query)
