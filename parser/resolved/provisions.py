"""A declaration of a law file -> where it stands in the law, and what the law says there."""

from parser.resolved.vocabulary import Provision
from parser.syntax import tree as syntax


def provision_of(
    declared: syntax.RuleDecl | syntax.ImpossibleDecl, law: syntax.LawDecl
) -> Provision:
    """Return the provision that a rule or a constraint of `law` stands for."""
    return Provision(
        rule=declared.id,
        title=declared.title,
        law=law.id,
        law_title=law.title,
        published=law.published,
        cites=declared.cites,
        says=declared.says,
        reads=declared.reads,
        confidence=declared.confidence if isinstance(declared, syntax.RuleDecl) else "",
        provenance=law.provenance,
    )
