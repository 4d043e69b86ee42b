"""What one does with a reply: write it down, and have its reasons checked."""

from typing import Literal

from engine.answers.reply import Reply
from kb.base import KnowledgeBase


def written(kb: KnowledgeBase, reply: Reply, form: Literal["text", "md", "json"] = "text") -> str:
    """Return a reply in words: plain text, Markdown, or JSON as `docs/json.md` describes it.

    >>> from engine import ask, load
    >>> laws = load()
    >>> print(written(laws, ask(laws, "is Serbia listed visa-free for 90 days")).splitlines()[0])
    YES: is Serbia listed visa-free for 90 days (as of ...)
    """
    match form:
        case "md":
            from engine.pages import markdown

            return markdown.render(reply, kb.predicates)
        case "json":
            from engine.pages import as_json

            return as_json.render([("", reply)], kb.predicates)
        case "text":
            from engine.pages import text

            return text.render(reply, kb.predicates)
