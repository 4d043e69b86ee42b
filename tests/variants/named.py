"""Sentences of the laws, found by what they say."""

from collections.abc import Mapping

from kb.base import KnowledgeBase
from parser.resolved.wording import template_text


def named(kb: KnowledgeBase) -> Mapping[str, str]:
    """Return the predicates of some laws by their templates, with roles alone in braces."""
    found = _NAMED.get(kb.identity)
    if found is None:
        found = _NAMED[kb.identity] = {
            template_text(one): one.name
            for one in kb.predicates.values()
            if one.parts and not one.hidden and not one.denies
        }
    return found


_NAMED: dict[object, Mapping[str, str]] = {}
"""What `named` has made, by the identity of the laws."""
