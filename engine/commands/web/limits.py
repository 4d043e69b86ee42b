"""How much is asked at most, and how long an answer may take. Beyond it a request is refused."""

import os

BODY = 2_000_000
"""The largest request, in bytes."""

BODY_SECONDS = 30.0
"""How long a request may take to arrive, in seconds, once its headers are there."""

HEADER_SECONDS = 10.0
"""How long the headers of a request may take to arrive, in seconds."""

READ_SECONDS = 20.0
"""How long an answer may wait without any of it being read, in seconds, twice at most."""

SENT = 65_536
"""How much of an answer the system holds for a connection, in bytes."""

CONNECTIONS = 600
"""How many connections are open at once; further ones are told to come again."""

MEMORY = 2 << 30
"""How much address space one worker has, in bytes, where the system can limit it."""

PROBLEMS = 200
"""How many diagnostics are given back; of the rest only the number is said."""

TEXT = 1_000_000
"""The longest text of a case, in letters."""

QUESTION = 2_000
"""The longest question, fact or other sentence, in letters."""

MANY = 50
"""How many questions, facts or choices one request has at most."""

TURNS = 200
"""How many questions an interview has at most."""

SECONDS = 30.0
"""How long one request is worked on, in seconds."""

FIRST_SECONDS = 120.0
"""How long a page of the law is worked on, in seconds: the first one takes up all of the law."""

WAITING = 500
"""How many requests wait or are worked on at once."""


def workers() -> int:
    """Return how many requests are worked on at once: more than there are processors.

    Then a few slow questions slow the others down, and do not stop them.
    """
    return (os.cpu_count() or 1) + 2
