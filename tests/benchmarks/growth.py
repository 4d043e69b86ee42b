"""How loading grows with the number of rules."""

import os
from collections.abc import Iterator

from kb.from_files import load_texts
from tests.benchmarks.figure import Figure, seconds


def law(rules: int) -> str:
    """Return a law with this many rules, over a vocabulary a tenth as large."""
    sentences = max(1, rules // 10)
    lines = ['law generated "Generated"', "", "vocabulary"]
    for n in range(sentences):
        lines.append(f"    {{person}} meets condition {_word(n)} since {{start: date}} (given)")
        lines.append(f"    {{person}} has right {_word(n)}")
    for n in range(rules):
        word, other = _word(n % sentences), _word((n * 7 + 1) % sentences)
        lines += [
            "",
            f'rule GEN-{n} "Generated rule"',
            f'    cites "Paragraph {n}"',
            f"    a person has right {word}",
            f"    if the person meets condition {word} since a start",
            f"    and the start + {n % 30 + 1} months <= today",
            f"    unless the person meets condition {other} since a date",
        ]
    return "\n".join(lines) + "\n"


def _word(number: int) -> str:
    letters = ""
    while True:
        number, letter = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[letter]
        if not number:
            return f"x{letters}"


def measure() -> Iterator[Figure]:
    """Yield how many times longer 20,000 rules take than 2,000."""
    os.environ["ZAKONIK_CACHE"] = "off"
    try:
        small, large = _loading(2_000, 3), _loading(20_000, 1)
    finally:
        del os.environ["ZAKONIK_CACHE"]
    remark = f"{small:.1f} s and {large:.1f} s"
    yield Figure("loading 20,000 rules against 2,000", large / small, 12, "x", remark)


def _loading(rules: int, times: int) -> float:
    text = law(rules)
    return seconds(lambda: load_texts([("generated.law", text)]), times)
