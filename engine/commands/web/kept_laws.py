"""The laws that a worker answers from, read again only when a file of theirs has changed.

What is worked out about laws is kept with them in memory; read anew for each request, that would
be worked out anew too, which is most of the work of a short question.
"""

import os
from collections.abc import Iterator, Sequence

from kb.base import KnowledgeBase
from kb.from_files import load, shipped

Seen = tuple[tuple[str, int, int, int], ...]
"""Each file and folder with when it was changed, when its entry was, and its size."""

_kept: dict[tuple[str, ...], tuple[Seen, KnowledgeBase]] = {}


def kept_laws(paths: Sequence[str]) -> KnowledgeBase:
    """Return the laws of these paths as they are now. Raises SourceError if they cannot be read.

    Those of single files are read each time: what belongs to them may lie anywhere beside them.
    """
    key = tuple(paths)
    folders = key or (shipped(),)
    if not all(os.path.isdir(one) for one in folders):
        return load(*paths)
    seen = tuple(_seen(folders))
    before = _kept.get(key)
    if before is not None and before[0] == seen:
        return before[1]
    found = load(*paths)
    _kept.clear()
    _kept[key] = (seen, found)
    return found


def _seen(folders: Sequence[str]) -> Iterator[tuple[str, int, int, int]]:
    """Yield what is seen of all folders and files below some folders."""
    for folder in folders:
        for below, _, files in os.walk(folder):
            for path in (below, *(os.path.join(below, name) for name in files)):
                try:
                    found = os.stat(path)
                except OSError:
                    continue  # a link that leads nowhere, or what has just gone
                yield path, found.st_mtime_ns, found.st_ctime_ns, found.st_size
