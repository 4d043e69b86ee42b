"""The knowledge base: laws with their cases and tables, and how they are loaded."""

from kb.base import KnowledgeBase
from kb.from_files import load, load_cases, read_cases

__all__ = ["KnowledgeBase", "load", "load_cases", "read_cases"]
