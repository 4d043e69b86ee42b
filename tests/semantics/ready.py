"""A seed -> a text that fits the language, with few enough completions to go through them all."""

from collections import Counter
from dataclasses import replace
from random import Random

from parser.text.diagnostic import SourceError
from tests.semantics.drafts import Nothing
from tests.semantics.engines import Text, read
from tests.semantics.judged import size
from tests.semantics.phrases import BASE
from tests.semantics.reached import Table
from tests.semantics.writing import Writer

ALL = 1 << 62
"""More completions than can be counted: no case is made smaller for this bound."""


def ready(seed: int, avoid: frozenset[str], most: int) -> tuple[Text, Table] | None:
    """Return a text with the constructs that it reaches, or None if this seed gives none.

    Lines of the case that contradict others are left out. As long as the case has more than
    `most` completions, one more relation is closed (a case in six stays as it is, to be sampled).
    """
    random = Random(seed)
    writer = Writer(random, avoid)
    try:
        text: Text | None = writer.text()
    except Nothing:
        return None
    text = _agreeing(text) if text else None
    if text is None:
        return None
    if most >= ALL or random.random() < 1 / 6:
        return text, writer.reached
    names = [name for name, one in BASE.items() if one in writer.used.values()]
    random.shuffle(names)
    for name in names:
        if BASE[name].attributes == "listed":
            continue
        kb, case, questions = read(text)
        if size(kb, case, questions) <= most:
            break
        closing = f"        all cases where {BASE[name].anything} are given\n"
        closed = _agreeing(replace(text, case=text.case + closing))
        text = closed or text
    return text, Counter(writer.reached)


def _agreeing(text: Text) -> Text | None:
    """Return a text without the lines of its case that cannot stand, or None if the law cannot."""
    for _ in range(12):
        try:
            read(text)
            return text
        except SourceError as error:
            lines = {one.at.line for one in error.diagnostics if one.at.file == "t.case"}
            if not lines:
                return None
            kept = [line for n, line in enumerate(text.case.split("\n"), 1) if n not in lines]
            text = replace(text, case="\n".join(kept))
    return None
