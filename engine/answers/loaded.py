"""A knowledge base and a question -> the rules it can rest on, on rails and loaded."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from threading import Lock

from engine.backends import backend as engine_called
from engine.backends.protocol import Loaded
from engine.rails.from_datalog import Railed, to_rails
from engine.rails.in_force import in_force
from engine.rails.relevant import relevant
from kb import cache
from kb.base import KnowledgeBase
from parser.datalog.tree import Program

_CAPACITY = 256
"""How many programs are kept, and how many parts of knowledge bases."""

_cache: OrderedDict[tuple[object, ...], tuple[Railed, Loaded]] = OrderedDict()
_parts: dict[tuple[str | int, str], Program] = {}
_lock = Lock()


def loaded(
    kb: KnowledgeBase, pred: str, day: date, under: Mapping[str, str], backend: str
) -> tuple[Railed, Loaded]:
    """Return the rules that `pred` can rest on, on rails and loaded; kept between questions."""
    program = in_force(_part(kb, pred), day, under)
    key = (kb.digest or id(kb), pred, backend, tuple(map(id, program.rules)))
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    railed = to_rails(program, (pred,))
    ready = engine_called(backend).load(railed.program)
    with _lock:
        _cache[key] = (railed, ready)
        while len(_cache) > _CAPACITY:
            _cache.popitem(last=False)
    return railed, ready


def _part(kb: KnowledgeBase, pred: str) -> Program:
    """Return what `pred` can rest on, kept between questions and between commands."""
    key = (kb.digest or id(kb), pred)
    with _lock:
        if key in _parts:
            return _parts[key]
    name = cache.key("part", kb.digest, pred)
    part: Program | None = cache.fetch(name) if kb.digest else None
    if part is None:
        part = replace(relevant(kb.program, pred), predicates={})
        if kb.digest:
            cache.store(name, part)
    part = replace(part, predicates=dict(kb.predicates))
    with _lock:
        while len(_parts) >= _CAPACITY:
            _parts.pop(next(iter(_parts)))
        return _parts.setdefault(key, part)
