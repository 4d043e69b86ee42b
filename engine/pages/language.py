"""The sentences of a knowledge base in a language."""

from kb.base import KnowledgeBase
from parser.words.sentence import Predicates


def spoken(kb: KnowledgeBase, language: str) -> Predicates:
    """Return the predicates of `kb` as `en` or `me` says them.

    Laws without a translation say all in their own words. Raises SourceError for what is wrong in
    a translation file.
    """
    if language in ("", "en") or not kb.translation.forms:
        return kb.predicates
    from engine.pages.montenegrin import Montenegrin

    return Montenegrin(kb.predicates, kb.translation)
