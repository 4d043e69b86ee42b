"""What holds for every short page and its reasons: looked at where all cases are asked anyway."""

import re

from engine.answers.reasons import answers_of, nodes, roots_of
from engine.answers.reply import Answer, Reply
from engine.pages.text import SHORT, short
from engine.proof.node import Absent
from kb.base import KnowledgeBase
from parser.datalog.tree import Const, Rule
from parser.resolved.vocabulary import GroundAtom
from parser.words.sentence import Predicates

FOOT = "Proof of a way: --why N; everything: --all"
NEVER = {
    "a variable without a name": re.compile(
        r"\bthe (?!sum|number|least|greatest)\w+ (is (not )?(before|after|less|more|\d)|[-+<>=])"
    ),
    "a value that is only not known": re.compile(r"a (date|duration|number|sum) not known"),
    "nothing, as a distance": re.compile(r"\(0 days? (short|too much)\)"),
    "nothing counted, as rows": re.compile(r"over 0 rows|0 or more, over"),
    "a value compared with itself": re.compile(
        r"(?<![\w.-])(?<!and )([\d-]{4,}) (<=|>=|=|is) \1(?![\w.-])"
    ),
    "a value chosen beside itself": re.compile(
        r"(?<![\w.-])([\d.-]{2,}), (?:the|as it is) (?:earlier|later|lesser|greater|less|more) "
        r"(?:than|of) (?:\1(?![\w.-])|[\w.-]+ (?:USD |EUR )?and \1(?![\w.-]))"
    ),
    "a sign for a comparison": re.compile(r" (<=|>=|!=|<|>) "),
}
"""What no short page says."""


def check_short_page(kb: KnowledgeBase, reply: Reply, predicates: Predicates | None = None) -> int:
    """Check the short page of a reply; return how many lines it has."""
    page = short(reply, predicates or kb.predicates, foot=(FOOT,))
    lines = page.rstrip("\n").split("\n")
    assert len(lines) <= SHORT, page
    assert max(map(len, lines)) <= 80, page
    said = " ".join(page.split())
    for what, pattern in NEVER.items():
        assert not pattern.search(said), f"{what}: {page}"
    entries = re.findall(r"^  (?:-|\d+) (.*?)(?=^  (?:-|\d+) |^\S|^$)", page, re.M | re.S)
    told = [entry for entry in entries if not entry.startswith("and ")]
    assert len(told) == len(set(told)), page
    return len(lines)


def check_reasons(kb: KnowledgeBase, reply: Reply) -> None:
    """Check that no reason denies that there are rules where there are."""
    for answer in answers_of(reply):
        assert isinstance(answer, Answer)
        for node in nodes(roots_of(answer)):
            if isinstance(node, Absent) and node.reason == "no route" and not node.routes:
                assert not any(_speaks_of(rule, node.atom) for rule in kb.program.rules), node.atom


def _speaks_of(rule: Rule, atom: GroundAtom) -> bool:
    """Tell whether a rule that may count on any day under all choices concludes a sentence."""
    return (
        rule.head.pred == atom.pred
        and rule.role == "rule"
        and not (rule.starts or rule.ends or rule.under)
        and all(
            value is None or not isinstance(term, Const) or term.value == value
            for term, value in zip(rule.head.args, atom.args, strict=True)
        )
    )
