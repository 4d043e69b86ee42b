"""What a whole project passes over: `[[lint.pass-over]]` of `zakonik.toml`, each with a reason.

In `pyproject.toml` the section is `[[tool.zakonik.lint.pass-over]]`. The nearest of these files
counts, from the folder of the laws upwards.
"""

import os
from collections.abc import Iterator, Sequence
from glob import escape
from typing import Any

from engine.lint.switches import Switch
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.text.span import Span

_SECTIONS = (("zakonik.toml", ("lint",)), ("pyproject.toml", ("tool", "zakonik", "lint")))
_KEYS = {"rule", "in", "why"}
_ADVICE = 'write `rule = "L301"`, `why = "…"`, and `in = "tables/*.csv"` if it is for some files'


def project_switches(paths: Sequence[str]) -> tuple[Switch, ...]:
    """Return what the projects of some law files pass over; nothing where no file says so.

    Raises SourceError for a file that is no TOML, or a section of another form.
    """
    found: dict[str, tuple[Switch, ...]] = {}
    for folder in dict.fromkeys(os.path.dirname(os.path.abspath(path)) for path in paths):
        for name, keys, above in _above(folder):
            if name not in found and os.path.isfile(name):
                found[name] = tuple(_read(name, keys, above))
            if found.get(name):
                break
    return tuple(switch for switches in found.values() for switch in switches)


def _above(folder: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    while True:
        for name, keys in _SECTIONS:
            yield os.path.join(folder, name), keys, folder
        upper = os.path.dirname(folder)
        if upper == folder:
            return
        folder = upper


def _read(name: str, keys: tuple[str, ...], folder: str) -> Iterator[Switch]:
    import tomllib

    text = read_source(name)
    try:
        section: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, f"`{os.path.basename(name)}` is no TOML: {error}") from None
    for key in keys:
        section = section.get(key, {}) if isinstance(section, dict) else {}
    entries = section.get("pass-over", []) if isinstance(section, dict) else []
    if not isinstance(entries, list):
        raise _wrong(name, "`pass-over` is a list of tables")
    shown = os.path.relpath(name)
    shown = name if shown.startswith(os.pardir) else shown
    for entry in entries:
        if not isinstance(entry, dict) or not _is_entry(entry):
            raise _wrong(name, f"`pass-over` has an entry that cannot be read: {entry!r:.80}")
        covers = os.path.join(escape(folder), entry.get("in") or "*")
        line = _line_of(text, entry["rule"])
        yield Switch(entry["rule"], entry.get("why", ""), Span(shown, 0, 0, line, 1), 0, covers)


def _is_entry(entry: dict[str, Any]) -> bool:
    return (
        "rule" in entry
        and entry.keys() <= _KEYS
        and all(isinstance(value, str) for value in entry.values())
    )


def _line_of(text: str, code: str) -> int:
    """Return the first line that names a rule, counted from 1; 0 if it is written another way."""
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if f'"{code}"' in line), 0)


def _wrong(name: str, message: str) -> SourceError:
    return SourceError((Diagnostic("lint-settings", message, Span(name, 0, 0, 0, 0), (), _ADVICE),))
