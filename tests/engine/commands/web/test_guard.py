"""What stands before every request: names, origins, token, size, and what a page may load."""

from typing import Any

import anyio
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from engine.commands.web.guard import POLICY, Guard, _limited
from engine.commands.web.limits import BODY
from tests.work import GIVEN_UP

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


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:80",
        "",
        f"{HOST}.",
        "127.0.0.1.:8765",
        f"evil.example@{HOST}",
        f"{HOST}@evil.example",
        f"{HOST}/evil.example",
        f"{HOST},evil.example",
        "127.1:8765",
        "2130706433:8765",
        "0x7f000001:8765",
        "[::ffff:127.0.0.1]:8765",
        "127.0.0.1.evil.example:8765",
        "127.0.0.1:08765",
        "127.0.0.1:8765:8765",
        "\u00b9\u00b27.0.0.1:8765",
    ],
)
def test_another_name_for_this_machine_is_none_of_ours(host: str) -> None:
    found = _client().get("/", headers=[(b"host", host.encode("latin-1"))])
    assert found.status_code == 421
    assert found.json()["status"] == 421


def test_one_request_has_one_name() -> None:
    for names in ([HOST, "evil.example"], ["evil.example", HOST], [HOST, HOST]):
        headers = [(b"host", name.encode()) for name in names]
        assert _status(headers) == 421
    assert _status([(b"host", HOST.encode())]) == 200
    assert _status([]) == 421


def test_a_port_that_browsers_leave_out_may_be_left_out() -> None:
    client = TestClient(Guard(_echo, ["law.example:80"]), base_url="http://law.example")
    assert client.get("/").status_code == 200
    assert client.post("/", headers={"origin": "http://law.example"}).status_code == 200
    assert client.get("/", headers={"host": "law.example:81"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": f"http://{HOST}"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://[evil"}, 403),
        ({"origin": f"http://evil.example@{HOST}"}, 403),
        ({"origin": f"http://{HOST}.evil.example"}, 403),
        ({"origin": f"http://{HOST}/"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": f"file://{HOST}"}, 403),
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


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [
        ("navigate", "document", 200),
        ("navigate", "iframe", 403),
        ("no-cors", "script", 403),
        ("no-cors", "image", 403),
        ("cors", "empty", 403),
    ],
)
def test_a_link_from_elsewhere_may_lead_here_and_nothing_else(
    mode: str, dest: str, status: int
) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert _client().get("/", headers=headers).status_code == status
    assert _client().post("/", headers=headers).status_code == 403


def test_a_socket_is_opened_by_our_pages_only() -> None:
    for origin, reached in ((f"http://{HOST}", True), ("http://evil.example", False)):
        assert (_socket([(b"host", HOST.encode()), (b"origin", origin.encode())])) == reached
    assert not _socket([(b"host", b"evil.example")])


def test_a_token_is_shown_in_a_header_or_once_in_the_address() -> None:
    client = _client("secret")
    assert client.get("/").status_code == 401
    wrong = client.get("/?token=wrong")
    assert wrong.status_code == 401
    assert "set-cookie" not in wrong.headers
    assert client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/", headers={"authorization": "Bearer secret"}).status_code == 200
    first = client.get("/?token=secret", follow_redirects=False)
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


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/?token=secret", "/"),
        ("/case/ana?lang=me&token=secret&x=1%262", "/case/ana?lang=me&x=1%262"),
        ("//evil.example/?token=secret", "/evil.example/"),
        ("/%5C%5Cevil.example?token=secret", "/evil.example"),
        ("/a%0D%0Ax:%20y?token=secret", "/a%0D%0Ax%3A%20y"),
    ],
)
def test_a_browser_keeps_the_token_and_its_address_does_not(path: str, leads: str) -> None:
    client = _client("secret")
    headers = {"accept": "text/html"}
    found = client.get(f"http://{HOST}{path}", headers=headers, follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, leads)
    assert "zakonik=secret" in found.headers["set-cookie"]
    assert client.get("/", headers=headers).status_code == 200


def test_what_is_too_large_and_does_not_say_so_is_not_read_to_its_end() -> None:
    parts = [b"x" * 1_000_000] * 9
    taken: list[int] = []

    async def receive() -> Message:
        taken.append(len(taken))
        return {"type": "http.request", "body": parts[len(taken) - 1], "more_body": True}

    with pytest.raises(HTTPException) as refused:
        anyio.run(_read, _limited(receive, GIVEN_UP))
    assert refused.value.status_code == 413
    assert len(taken) == 3


def test_what_does_not_arrive_is_not_waited_for() -> None:
    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    with pytest.raises(HTTPException) as refused:
        anyio.run(_read, _limited(receive, 0.01))
    assert refused.value.status_code == 408


def test_a_defect_is_told_without_anything_of_what_was_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError(f"no {scope['path']}")

    client = TestClient(Guard(fails, [HOST]), base_url=f"http://{HOST}")
    found = client.get("/Ana")
    assert found.status_code == 500
    assert "internal error: ValueError (tests." in found.json()["detail"]
    told = found.text + "".join(capsys.readouterr())
    assert "internal error" in told
    assert "Ana" not in told
    assert "Traceback" not in told


def _status(headers: list[tuple[bytes, bytes]]) -> int:
    """Return the status of a request with just these headers."""
    sent = _sent({"type": "http", "method": "GET", "headers": headers})
    return int(sent[0]["status"])


def _socket(headers: list[tuple[bytes, bytes]]) -> bool:
    """Tell whether a socket that is asked for with these headers reaches the server."""
    sent = _sent({"type": "websocket", "headers": headers})
    return str(sent[0]["type"]) == "websocket.accept"


def _sent(scope: dict[str, Any]) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def answers(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await _echo(scope, receive, send)

    whole = {"path": "/", "query_string": b"", **scope}
    anyio.run(Guard(answers, [HOST]), whole, receive, send)
    return sent


async def _read(receive: Receive) -> None:
    while (await receive()).get("more_body"):
        pass
