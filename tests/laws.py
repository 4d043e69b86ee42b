"""The laws of Montenegro, read once a process: what is known about them is then worked out once."""

from functools import cache
from pathlib import Path

import kb
from kb.base import KnowledgeBase
from kb.from_files import load

MONTENEGRO = Path(kb.__file__).parent / "montenegro"
CASES = sorted(MONTENEGRO.glob("*.case"))


@cache
def shipped() -> KnowledgeBase:
    """Return the knowledge base of the shipped laws."""
    return load()
