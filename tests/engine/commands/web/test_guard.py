"""What stands before every request: names, origins, token, size, and what a page may load."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from engine.commands.web.guard import POLICY, Guard, TooLarge
from engine.commands.web.limits import BODY

HOST = "127.0.0.1:8765"


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


def _client(token: str = "") -> TestClient:
    return TestClient(Guard(_echo, [HOST], token), base_url=f"http://{HOST}")


def test_what_is_asked_under_our_name_gets_through_with_headers_for_its_pages() -> None:
    found = _client().get("/")
    assert (found.status_code, found.text) == (200, "0 bytes")
    assert found.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", ""])
def test_another_name_for_this_machine_is_none_of_ours(host: str) -> None:
    found = _client().get("/", headers={"host": host})
    assert found.status_code == 421
    assert found.json()["status"] == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": f"http://{HOST}"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_page_of_another_site_changes_and_asks_nothing(
    headers: dict[str, str], status: int
) -> None:
    assert _client().post("/", content=b"abc", headers=headers).status_code == status


def test_a_link_from_elsewhere_may_lead_here() -> None:
    assert _client().get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_a_token_is_shown_in_a_header_or_once_in_the_address() -> None:
    client = _client("secret")
    assert client.get("/").status_code == 401
    wrong = client.get("/?token=wrong")
    assert wrong.status_code == 401
    assert "set-cookie" not in wrong.headers
    assert client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/", headers={"authorization": "Bearer secret"}).status_code == 200
    first = client.get("/?token=secret")
    assert first.status_code == 200
    kept = first.headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=Strict" in kept
    assert client.get("/").status_code == 200


def test_a_token_with_strange_letters_is_wrong_and_nothing_else() -> None:
    headers = [(b"authorization", b"Bearer \xe9")]
    assert _client("secret").get("/?token=%FF%00\u00e9", headers=headers).status_code == 401


@pytest.mark.parametrize("length", [str(BODY + 1), "-1", "x", "9" * 40])
def test_what_says_that_it_is_too_large_is_not_read(length: str) -> None:
    found = _client().post("/", content=b"", headers={"content-length": length})
    assert found.status_code == 413


def test_what_is_too_large_and_does_not_say_so_is_not_read_to_its_end() -> None:
    def parts() -> list[bytes]:
        return [b"x" * 1_000_000] * 3

    with pytest.raises(TooLarge):
        _client().post("/", content=iter(parts()))
