"""What to say of a case file that is not understood and has no law beside it."""

import os
from collections.abc import Sequence

from kb.base import KnowledgeBase
from kb.files import laws_beside
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span


def law_elsewhere(
    name: str, problems: Sequence[Diagnostic], kb: KnowledgeBase, shipped: str
) -> tuple[Diagnostic, ...]:
    """Return the errors of a case file, first whose words it was read in if that may be the cause.

    That is said where a sentence is none of the laws, these are those in the folder `shipped`, and
    the file stands elsewhere without a law beside it: then nobody said that they are meant.
    """
    found = tuple(problems)
    if not any(one.code == "unknown-sentence" for one in found) or not os.path.isfile(name):
        return found
    here = os.path.realpath(os.path.dirname(name))
    of_laws = {os.path.realpath(os.path.dirname(law.span.file)) for law in kb.laws}
    if here == os.path.realpath(shipped) or of_laws != {os.path.realpath(shipped)}:
        return found
    if laws_beside([name]):
        return found
    said = Diagnostic(
        "law-elsewhere",
        f"no law stands beside `{name}`, so it is read in the words of the laws of Montenegro",
        Span(name, 0, 0, 0, 0),
        help="if it is about another law, put it into the folder of that law, or name both: "
        "`zakonik test LAW FILE`, `zakonik ask … --kb LAW`",
    )
    return (said, *found)
