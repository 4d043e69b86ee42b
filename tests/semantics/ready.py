"""A seed -> texts that fit the language, with few enough completions to go through them all."""

from collections import Counter
from dataclasses import replace
from random import Random

from parser.text.diagnostic import SourceError
from tests.semantics.drafts import Nothing
from tests.semantics.engines import Text, read, read_case
from tests.semantics.judged import regions_of, size
from tests.semantics.phrases import BASE
from tests.semantics.reached import Table
from tests.semantics.writing import Writer

ALL = 1 << 62
"""More completions than can be counted: no case is made smaller for this bound."""


def ready(
    seed: int, avoid: frozenset[str], most: int, cases: int = 1
) -> tuple[list[Text], Table] | None:
    """Return a law with some cases, and the constructs that they reach; None if there is none.

    Lines of a case that contradict others are left out. As long as a case has more than
    `most` completions, one more relation is closed (a case in six stays as it is, to be sampled).
    """
    random = Random(seed)
    writer = Writer(random, avoid)
    try:
        first: Text | None = writer.text()
    except Nothing:
        return None
    first = _agreeing(first) if first else None
    if first is None:
        return None
    texts = [first]
    for _ in range(cases - 1):
        another = _agreeing(replace(first, case=writer.case()))
        texts += [another] if another else []
    reached = Counter(writer.reached)
    return [_small(one, writer, most, random) for one in texts], reached


def _small(text: Text, writer: Writer, most: int, random: Random) -> Text:
    """Return a text with so many completions at most, if closing relations makes it so."""
    if most >= ALL or random.random() < 1 / 6:
        return text
    kb, case, questions = read(text)
    found = regions_of(kb, case, questions)
    names = [name for name, one in BASE.items() if one in writer.used.values()]
    random.shuffle(names)
    for name in names:
        if BASE[name].attributes == "listed":
            continue
        kb, case = read_case(text)
        if size(kb, case, questions, found) <= most:
            break
        closing = f"        all cases where {BASE[name].anything} are given\n"
        closed = _agreeing(replace(text, case=text.case + closing))
        text = closed or text
    return text


def _agreeing(text: Text) -> Text | None:
    """Return a text without the lines of its case that cannot stand, or None if the law cannot."""
    for _ in range(12):
        try:
            read_case(text)
            return text
        except SourceError as error:
            lines = {one.at.line for one in error.diagnostics if one.at.file == "t.case"}
            if not lines:
                return None
            kept = [line for n, line in enumerate(text.case.split("\n"), 1) if n not in lines]
            text = replace(text, case="\n".join(kept))
    return None
