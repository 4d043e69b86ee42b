"""Translation files beside law files -> how a language says what the laws say.

A translation file has the stem of its law: `persons.me` beside `persons.law`. It is read when
somebody asks for the language, never before; what was read is kept until a file changes.
"""

import os
from collections.abc import Iterator, Sequence

from kb import cache
from kb.base import KnowledgeBase
from parser.resolved.law_tree import Law
from parser.resolved.translation import NOTHING, TextOf, Translation, cited_words
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source

ENDING = ".me"

_FORMS = cache.FORMS | {"parser.resolved.translation"}


def read_translation(laws: Sequence[Law]) -> Translation:
    """Return how Montenegrin says what the laws say; nothing where they have no files.

    Raises SourceError with all that is wrong in the files.
    """
    paths = files_of(laws)
    if not paths:
        return NOTHING
    texts = [(path, read_source(path)) for path in paths]
    said = [repr((law.id, sorted(law.predicates), len(law.rules))) for law in laws]
    key = cache.key("translation", *said, *(part for text in texts for part in text))
    kept: Translation | None = cache.fetch(key, _FORMS)
    if kept is not None:
        return kept
    problems: list[Diagnostic] = []
    found = resolve_files(texts, laws, problems)
    if errors := tuple(each for each in problems if each.severity == "error"):
        raise SourceError(errors)
    cache.store(key, found)
    return found


def files_of(laws: Sequence[Law]) -> tuple[str, ...]:
    """Return the translation files that stand beside these laws."""
    found = []
    for law in laws:
        stem, ending = os.path.splitext(law.span.file)
        if ending == ".law" and os.path.isfile(stem + ENDING):
            found.append(stem + ENDING)
    return tuple(found)


def resolve_files(
    texts: Sequence[tuple[str, str]], laws: Sequence[Law], problems: list[Diagnostic]
) -> Translation:
    """Return what these files, each with its path, say of the laws; adds what is wrong."""
    from parser.resolved.from_translation import resolve_translation
    from parser.syntax.translation import parse_translation

    trees = [parse_translation(text, path, problems) for path, text in texts]
    return resolve_translation([tree for tree in trees if tree is not None], laws, problems)


def _texts(law: Law, known: Translation) -> Iterator[str]:
    """Yield what is not translated of titles, paraphrases, citations and readings."""
    provisions = [rule.provision for rule in law.rules]
    provisions += [constraint.provision for constraint in law.constraints]
    for one in provisions:
        of = known.texts.get(one.rule, TextOf())
        if not of.title or bool(of.says) != bool(one.says) or len(of.reads) != len(one.reads):
            yield f"texts of {one.rule}"
    for note in law.notes:
        of = known.texts.get(note.provision, TextOf())
        if not of.title or not of.says or not of.reason:
            yield f"texts of {note.provision}"
    for switch in law.switches:
        of = known.texts.get(switch.id, TextOf())
        if not switch.overlay and len(of.choices) != len(switch.choices):
            yield f"choices of {switch.id}"
        if switch.overlay and switch.id not in known.phrases:
            yield f"body of law {switch.id}"
    source = law.provenance.source
    if source and cited_words(source, known.phrases) is None:
        yield f"source `{source}`"
    cited = [one.cites for one in provisions]
    cited += [note.cites for note in law.notes]
    cited += [switch.cites for switch in law.switches]
    cited += [row.cites for row in law.listed]
    for cites in dict.fromkeys(filter(None, cited)):
        if cited_words(cites, known.phrases) is None:
            yield f"citation `{cites}`"


def missing(kb: KnowledgeBase) -> tuple[str, ...]:
    """Return what of the laws has no translation: sentences, names, ids and what they say.

    Each as a line for people: the law, and the words as it has them.
    """
    from parser.resolved.wording import template_text

    found, known = [], kb.translation
    for law in kb.laws:
        if law.id not in known.laws:
            found.append(f"{law.id}: title `{law.title}`")
        for each in law.predicates.values():
            if each.parts and not each.hidden and each.name not in known.forms:
                found.append(f"{law.id}: sentence `{template_text(each)}`")
            if each.plural and each.name not in known.closings:
                found.append(f"{law.id}: closing phrase of `{template_text(each)}`")
            if each.asks and each.name not in known.asks:
                found.append(f"{law.id}: question of `{template_text(each)}`")
            if each.help and each.name not in known.help:
                found.append(f"{law.id}: help with `{template_text(each)}`")
            if each.proved and each.proved not in known.phrases:
                found.append(f"{law.id}: evidence of `{template_text(each)}`")
            if each.authority and each.authority not in known.phrases:
                found.append(f"{law.id}: authority `{each.authority}`")
        found += [f"{law.id}: name `{name}`" for name in law.names if name not in known.names]
        found += [f"{law.id}: {line}" for line in _texts(law, known)]
    return tuple(found)
