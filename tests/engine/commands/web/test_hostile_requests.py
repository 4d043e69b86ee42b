"""A real server, asked what an attacker would ask: each is refused, and the next is answered.

One process is asked everything, then killed; the tests look at what it said, logged and left.
"""

import json
import os
import re
import select
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.commands.web.limits import BODY, PROBLEMS, TEXT
from tests.laws import EXAMPLES
from tests.served import serving
from tests.work import GIVEN_UP

NAME = "Zlatomira"
"""Nobody else is called so: found anywhere but in an answer, it was kept or logged."""

QUESTION = f"may {NAME} borrow a book"
FACTS = [f"{NAME} has been a member since 2020-01-01", f"{NAME} owes a fee"]
TOLD = {"case": f'case "{NAME}"\n    given\n        {FACTS[1]}\n', "facts": FACTS[:1]}
CASE = f'case "{NAME}"\n    given\n'


def _get(path: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: HOST", *headers, "", "")).encode("latin-1")


def _post(path: str, body: bytes | str, *headers: str) -> bytes:
    content = body if isinstance(body, bytes) else body.encode()
    lines = (
        f"POST /api/v1/{path} HTTP/1.1",
        "Host: HOST",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        *headers,
    )
    return "\r\n".join((*lines, "", "")).encode() + content


def _json(path: str, **body: Any) -> bytes:
    return _post(path, json.dumps(body))


def _chunked(*parts: bytes) -> bytes:
    sent = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (*parts, b""))
    lines = ("POST /api/v1/ask HTTP/1.1", "Host: HOST", "Content-Type: application/json")
    return "\r\n".join((*lines, "Transfer-Encoding: chunked", "", "")).encode() + sent


FINE = _json("ask", situation=TOLD, questions=[QUESTION])
ASKED = b'{"questions": ["may Ana borrow a book"]}'

REQUESTS: Mapping[str, tuple[bytes, int]] = {
    "as it should be": (FINE, 200),
    "in parts": (_chunked(ASKED[:9], ASKED[9:]), 200),
    "no name": (b"GET / HTTP/1.0\r\n\r\n", 421),
    "two names": (_get("/", "Host: evil.example"), 400),
    "another name in its line": (_get("http://evil.example/api/v1/openapi.json"), 404),
    "a broken origin": (_post("ask", ASKED, "Origin: http://[evil"), 403),
    "another origin": (_post("ask", ASKED, "Origin: http://evil.example"), 403),
    "a script elsewhere": (_get("/api/v1/words/fee", "Sec-Fetch-Site: cross-site"), 403),
    "a large header": (_get("/", f"X-Large: {'x' * 200_000}"), 400),
    "no header": (b"\x16\x03\x01" + bytes(500), 400),
    "a letter beyond ASCII": (_get("/\u00e9"), 400),
    "too large in parts": (_chunked(*[b"x" * 1_000_000] * 3), 413),
    "too large and says so": (_post("ask", b"", f"Content-Length: {BODY + 1}"), 400),
    "two lengths": (_post("ask", ASKED, "Content-Length: 3"), 400),
    "length and parts": (_post("ask", b"", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 422),
    "nested lists": (_post("ask", "[" * 900_000), 400),
    "nested objects": (_post("ask", '{"a":' * 300_000), 400),
    "a number of many digits": (_post("ask", f'{{"questions":[{"9" * 100_000}]}}'), 400),
    "no number": (_post("ask", '{"questions": NaN}'), 422),
    "half a letter": (_post("ask", r'{"questions": ["\ud800"]}'), 422),
    "half a letter in a key": (_post("ask", r'{"questions": ["a"], "\ud800": 1}'), 422),
    "no letter": (_post("ask", b'{"questions": ["\xff\xfe"]}'), 400),
    "a null in a word": (_json("ask", questions=[f"may {NAME}\0 borrow a book"]), 422),
    "many keys": (_post("ask", json.dumps(dict.fromkeys(map(str, range(100_000))))), 422),
    "many wrong items": (_json("interview", question="x", said=[[1] * 400_000]), 422),
    "text": (_post("ask", ASKED).replace(b"application/json", b"text/plain"), 422),
    "a form": (
        _post("ask", b"questions=x").replace(b"json", b"x-www-form-urlencoded"),
        422,
    ),
    "a nested question": (_json("ask", questions=["(" * 1_900]), 200),
    "a nested case": (_json("check", case=CASE + "        " + "(" * 5_000), 200),
    "a case of one line": (_json("check", case="x" * (TEXT - 1)), 200),
    "a case of nothing": (_json("check", case=" " * (TEXT - 1)), 200),
    "a case of errors": (_json("check", case=CASE + f"        {NAME} owes a fea\n" * 2_000), 200),
    "a day without a next": (
        _json("ask", questions=[QUESTION], situation={"as_of": "9999-12-31", "facts": FACTS}),
        200,
    ),
    "a fact by no number": (_json("what-if", question=QUESTION, without=["\u00b2"]), 422),
    "a path out of the folder": (_get("/api/v1/schemas/..%2f..%2f..%2f..%2fetc%2fpasswd"), 404),
    "a path up": (_get("/api/v1/schemas/../../../../etc/passwd"), 404),
    "a path of no letters": (_get("/api/v1/explain/%00%ED%A0%80%FF"), 404),
    "a query of no letters": (_get("/api/v1/questions?law=%FF&word=%00&word=2"), 200),
    "a broken cookie": (_get("/nothing", 'Cookie: a="\\x;;==\xff'), 404),
    "another method": (_get("/").replace(b"GET", b"TRACE"), 405),
    "a socket": (_get("/", "Connection: Upgrade", "Upgrade: websocket"), 303),
    "as it should be again": (FINE, 200),
}


@dataclass(frozen=True, slots=True)
class Server:
    """What a server said to each request, wrote to its streams, kept on disk, and left running."""

    said: Mapping[str, tuple[int, bytes]]
    streams: str
    kept: bytes
    left: list[str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return what a server made of all requests until it was killed."""
    folder = tmp_path_factory.mktemp("served")
    with serving(folder, EXAMPLES / "library") as running:
        said = {name: _reply(running.port, sent) for name, (sent, _) in REQUESTS.items()}
        workers = _children(running.process.pid)
        running.process.kill()
        assert running.process.stdout is not None
        streams = running.printed + running.process.stdout.read() + running.errors.read_text()
    left = [one for one in workers if _outlives(one)]
    return Server(said, streams, _content(folder / "zakonik"), left)


def _reply(port: int, sent: bytes) -> tuple[int, bytes]:
    """Return the status and the whole of what comes back for the bytes of a request."""
    with socket.create_connection(("127.0.0.1", port), GIVEN_UP) as connection:
        back = b""
        try:
            connection.sendall(sent.replace(b"HOST", b"127.0.0.1:%d" % port))
            while not _is_whole(back) and (part := connection.recv(1 << 16)):
                back += part
        except ConnectionError:
            pass  # it is closed while we still send what is too large
    status = re.match(rb"HTTP/1\.1 (\d+)", back)
    return int(status[1]) if status else 0, back


def _is_whole(back: bytes) -> bool:
    head, end, body = back.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(end and length and len(body) >= int(length[1]))


def _children(process: int) -> list[str]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return path.read_text().split() if path.exists() else []


def _outlives(process: str) -> bool:
    """Tell whether a process goes on although nobody is there for whom it works."""
    try:
        watched = os.pidfd_open(int(process))
    except ProcessLookupError:
        return False
    ended, _, _ = select.select([watched], [], [], GIVEN_UP)
    os.close(watched)
    return not ended


def _content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", REQUESTS)
def test_each_request_is_answered_or_refused(server: Server, name: str) -> None:
    status, back = server.said[name]
    assert status == REQUESTS[name][1], back[:500]
    assert b"Traceback" not in back


def test_what_comes_back_is_no_larger_than_what_anybody_reads(server: Server) -> None:
    assert max(len(back) for _, back in server.said.values()) < 200_000
    found = json.loads(server.said["a case of errors"][1].partition(b"\r\n\r\n")[2])
    assert len(found["diagnostics"]) == PROBLEMS
    assert found["more"] == 2_000 - PROBLEMS


def test_nothing_of_what_was_asked_is_logged_or_kept(server: Server) -> None:
    assert NAME.encode() in server.said["as it should be"][1]
    assert server.kept
    assert NAME.encode() not in server.kept
    assert NAME not in server.streams
    assert "Traceback" not in server.streams
    assert "internal error" not in server.streams


def test_workers_end_with_the_server_that_was_killed(server: Server) -> None:
    assert not server.left
