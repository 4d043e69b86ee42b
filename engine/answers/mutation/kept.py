"""What an earlier run found, in a file with a line for each mutant that a case noticed.

There is also a line for each expectation that is met, with the rules of its explanation. A line
counts as long as the case, and all that its question rests on, say the same; so after an edit only
what the edit can touch is tried again.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from engine.answers.mutation.bench import Bench
from kb.cache import code_version
from parser.resolved.tree import Case, Expectation

Line = tuple[str, str, str]
"""What a line is about, what was found, and the seal under which that counts."""

Kept = dict[str, tuple[str, str]]
"""What was found and its seal, by what it is about."""


def read_kept(path: str) -> Kept:
    """Return what a file keeps; what cannot be read in it is done without."""
    found: Kept = {}
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return found
    for line in lines:
        try:
            key, place, sealed = json.loads(line)
        except (ValueError, TypeError):
            continue
        found[str(key)] = str(place), str(sealed)
    return found


def keep(path: str, found: Iterable[Line]) -> None:
    """Add lines to a file."""
    with Path(path).open("a", encoding="utf-8") as file:
        for line in found:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def seal(subject: str, case: Case, expectation: Expectation, bench: Bench) -> str:
    """Return a hash of all that says what comes of an expectation with regard to a subject."""
    asked = expectation.question.sentence
    said = (
        code_version(),
        subject,
        bench.backend,
        bench.part(asked.predicate).seal,
        (case.as_of, case.statements, case.under, case.meaning),
        (asked, expectation.verdict, expectation.values, expectation.by),
    )
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:20]
