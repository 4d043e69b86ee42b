"""The grammar of editors against our own tokens, over all laws and cases."""

import json
from collections import Counter
from pathlib import Path

from parser.highlight.from_text import stretches
from parser.highlight.textmate import SCOPES, grammar
from tests.laws import CASES, EXAMPLES, MONTENEGRO
from tests.parser.highlight.textmate import scopes
from tests.readme import ROOT

FILES = sorted(
    (
        *MONTENEGRO.glob("*.law"),
        *EXAMPLES.rglob("*.law"),
        *EXAMPLES.rglob("*.case"),
        *(ROOT / "tests/engine").rglob("*.law"),
        *(ROOT / "tests/good").rglob("*.law"),
        *CASES[::8],
    )
)
KINDS = {scope: kind for kind, scope in SCOPES.items()}
WHOLE = frozenset({"comment", "declaration"})
"""What the grammar colours wherever it stands; of other kinds it may leave some plain."""

MOST = 0.97
"""The share of the characters our tokens colour that the grammar colours too."""

WRITTEN = ROOT / "editors/vscode/syntaxes/zakonik.tmLanguage.json"


def test_the_grammar_of_the_extension_is_ours() -> None:
    made = json.dumps(grammar(), indent=2, ensure_ascii=False) + "\n"
    assert WRITTEN.read_text(encoding="utf-8") == made, (
        f"run python -m parser.highlight.textmate > {WRITTEN.relative_to(ROOT)}"
    )


def test_words_of_the_extension_are_those_of_every_alphabet() -> None:
    said = (ROOT / "editors/vscode/language-configuration.json").read_text(encoding="utf-8")
    words = json.loads(said)["wordPattern"]
    assert words["pattern"].startswith(r"[\p{L}\p{N}_]+")
    assert words["flags"] == "u"  # else the editor takes `p`, `{` and `L` for all there are


def looked_at(path: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return characters of each kind, those the grammar colours, and where it says otherwise."""
    text = path.read_text(encoding="utf-8")
    theirs = ["" for _ in text]
    for one in scopes(grammar(), text):
        theirs[one.start : one.end] = [KINDS[one.scope]] * (one.end - one.start)
    every, coloured = Counter[str](), Counter[str]()
    wrong = []
    for start, end, kind in stretches(text):
        for at in range(start, end):
            if text[at].isspace():
                continue
            if theirs[at] not in ("", kind):
                line = text.count("\n", 0, at) + 1
                wrong.append(f"{path.name}:{line}: {text[start:end]!r} is {kind}, not {theirs[at]}")
            if kind in SCOPES:
                every[kind] += 1
                coloured[kind] += theirs[at] == kind
    return every, coloured, wrong


def test_what_the_grammar_colours_is_what_our_tokens_say() -> None:
    every, coloured = Counter[str](), Counter[str]()
    for path in FILES:
        all_of_it, of_it, wrong = looked_at(path)
        assert wrong == []
        every += all_of_it
        coloured += of_it
    assert coloured.total() >= MOST * every.total()
    assert {kind: coloured[kind] for kind in WHOLE} == {kind: every[kind] for kind in WHOLE}
    assert set(coloured) == set(SCOPES)
