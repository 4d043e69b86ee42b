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


UNTRANSLATED = "Ovaj propis nema crnogorskog prevoda: stranica je na njegovom jeziku."


def untranslated(kb: KnowledgeBase, language: str, pred: str) -> str:
    """Return that the law of a sentence has no translation into the language of a page, or nothing.

    A sentence that nothing knows is of no law.
    """
    predicate = kb.predicates.get(pred)
    if language in ("", "en") or predicate is None:
        return ""
    return "" if (predicate.denies or pred) in kb.translation.forms else UNTRANSLATED
