"""The laws of a folder as they stand in the editor, read again only as far as they changed."""

import hashlib
from collections.abc import Mapping, Sequence

from kb.base import KnowledgeBase
from kb.from_files import lower
from kb.in_part import read_in_part
from kb.law_remarks import law_remarks
from kb.tables import Read, is_unchanged, table_reader
from parser.frozen import dataclass
from parser.resolved.from_syntax import resolve_law_in_part
from parser.resolved.law_tree import Law
from parser.resolved.told_apart import told_apart
from parser.syntax.from_text import Partial, parse_law_in_part
from parser.syntax.tree import ImpossibleDecl, LawFile, NoteDecl, RuleDecl
from parser.text.diagnostic import Diagnostic, SourceError
from parser.words.sentence import Declaring


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of the laws of a folder.

    `texts` are the laws by path, `trees` what each says, as far as it could be parsed. `laws` are
    those that are understood, in part or, where a file cannot be parsed now, as they last were.
    `kb` is None where they have errors, or where it was not asked for.
    """

    texts: Mapping[str, str]
    trees: Mapping[str, LawFile]
    laws: tuple[Law, ...]
    problems: tuple[Diagnostic, ...]
    kb: KnowledgeBase | None = None


NOTHING_READ = Reading({}, {}, (), ())


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A law with its errors, what it was made of, and the tables that were read for it."""

    tree: LawFile
    seen: tuple[object, ...]
    law: Law
    problems: tuple[Diagnostic, ...]
    tables: Read


class Reader:
    """Reads laws again and again, and keeps the last tree and the last law of each file."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._parsed: dict[str, tuple[str, Partial]] = {}
        self._resolved: dict[str, _Resolved] = {}
        self._last: dict[str, Law] = {}
        self._all_apart: tuple[object, ...] = ()

    def read(
        self, texts: Sequence[tuple[str, str]], unread: Sequence[Diagnostic], whole: bool
    ) -> Reading:
        """Return what these laws say; `unread` are errors of files that have no text.

        What is seen only when all are taken together (the order of conditions, remarks) is looked
        for, and the knowledge base made, if the `whole` is wanted and no law has an error.
        """
        problems = list(unread)
        found = read_in_part(texts, self._parse, self._resolve, problems, self._told_apart)
        paths = [path for path, _ in texts]
        now = {law.span.file: law for law in (*found.laws, *found.in_error)}
        self._last = {p: now.get(p) or self._last[p] for p in paths if p in now or p in self._last}
        trees = {path: tree for path in paths if (tree := self._parsed[path][1].law) is not None}
        good = {law.span.file for law in found.laws}
        laws = (*found.laws, *(law for path, law in self._last.items() if path not in good))
        kb = None
        if whole and not problems:
            try:
                kb = _knowledge(texts, found.laws)
                problems += [*kb.warnings, *law_remarks(found.laws)]
            except SourceError as error:
                problems += error.diagnostics
        return Reading(dict(texts), trees, laws, tuple(problems), kb)

    def _parse(self, text: str, path: str) -> Partial:
        known = self._parsed.get(path)
        if known is None or known[0] != text:
            known = self._parsed[path] = (text, parse_law_in_part(text, path))
        return known[1]

    def _told_apart(
        self, trees: Sequence[LawFile], problems: list[Diagnostic]
    ) -> tuple[LawFile, ...]:
        """Return the trees so that no two say different things with one word.

        Where none did, and none has other words or ids since then, none does.
        """
        words = tuple(_words(tree) for tree in trees)
        if words == self._all_apart:
            return tuple(trees)
        found = told_apart(trees, problems)
        same = not problems and all(a is b for a, b in zip(found, trees, strict=True))
        self._all_apart = words if same else ()
        return found

    def _resolve(self, tree: LawFile, used: Sequence[Law]) -> tuple[Law, tuple[Diagnostic, ...]]:
        """Return a law, the one that was made before if nothing that it rests on has changed.

        One with errors is made anew: they may point into the laws that it uses.
        """
        path = tree.law.span.file
        seen = tuple(_seen(law) for law in used)
        known = self._resolved.get(path)
        if (
            known is not None
            and known.tree is tree
            and not known.problems
            and known.seen == seen
            and is_unchanged(known.tables)
        ):
            return known.law, ()
        tables: Read = {}
        law, problems = resolve_law_in_part(tree, used, table_reader(path, tables))
        self._resolved[path] = _Resolved(tree, seen, law, problems, tables)
        return law, problems


def _words(tree: LawFile) -> object:
    """Return what of a tree is told apart from others: its words, and its ids."""
    declared = tuple(
        one.id if isinstance(one, RuleDecl | NoteDecl | ImpossibleDecl) else one
        for one in tree.declarations
    )
    return tree.law.id, tuple(used for used, _ in tree.law.uses), declared


def _seen(law: Law) -> object:
    """Return what other laws see of one: its words, and the ids of its rules."""
    rules = tuple(rule.provision.rule for rule in law.rules)
    called = {name: {kind: one for kind, (one, _) in by.items()} for name, by in law.called.items()}
    words = (law.kinds, law.closed, law.names, called, law.predicates, law.switches)
    return (law.id, law.uses, law.overlay, *words, rules)


def _knowledge(texts: Sequence[tuple[str, str]], laws: tuple[Law, ...]) -> KnowledgeBase:
    program, warnings = lower(laws)
    names = tuple(sorted({name for law in laws for name in law.names}))
    digest = hashlib.sha256(repr(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return KnowledgeBase(
        Declaring(program.predicates, names),
        lambda: program,
        lambda: laws,
        lambda: digest,
        digest=f"{digest} in an editor",
        warnings=warnings,
    )
