"""All sentences, names and kinds of some laws together, ready for matching."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parser.resolved.clashes import clashes
from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Item, Law
from parser.resolved.nearest import WordIndex, nearest_predicates, nearest_sentences, word_index
from parser.resolved.switches import switches_of
from parser.resolved.trie import Names, Trie, names_of, trie_of
from parser.resolved.vocabulary import Predicate, Switch
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, Label, SourceError

BUILT_IN_KINDS = frozenset({"person", "country"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What sentences can be said, and with which names.

    `names` maps a spelling to its kind, `closed` are the kinds whose individuals are all named,
    `needs` says for a concluded predicate which sentences its rules speak of, `rules` are the
    ids of all rules, `switches` what can be
    chosen. The rest makes matching fast.
    """

    predicates: Mapping[str, Predicate]
    names: Mapping[str, str]
    kinds: frozenset[str]
    closed: frozenset[str]
    rules: frozenset[str]
    needs: Mapping[str, tuple[str, ...]]
    sentences: Trie
    plurals: Trie
    spelled: Names
    words: WordIndex
    switches: Mapping[str, Switch]

    def nearest(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the sentences most like `words`, nearest first."""
        return nearest_sentences(words, self.words, self.predicates)

    def nearest_names(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the names of the predicates whose sentences are most like `words`."""
        return nearest_predicates(words, self.words, self.predicates)


def vocabulary_of(laws: Iterable[Law]) -> Vocabulary:
    """Return everything that can be said in the words of `laws`.

    Raises `SourceError` when two laws give one name two kinds, declare one predicate twice, or
    have sentences that cannot be told apart.
    """
    laws = tuple(laws)
    problems: list[Diagnostic] = []
    predicates: dict[str, Predicate] = {}
    names: dict[str, str] = {}
    owners: dict[str, Law] = {}
    for law in laws:
        for predicate in law.predicates.values():
            add_predicate(predicate, predicates, problems)
        for name, kind in law.names.items():
            if names.setdefault(name, kind) != kind:
                problems.append(_two_kinds(name, kind, law, names[name], owners[name]))
            owners.setdefault(name, law)
    found = build(
        predicates,
        names,
        kinds=BUILT_IN_KINDS.union(*(law.kinds for law in laws)),
        closed=frozenset().union(*(law.closed for law in laws)),
        laws=laws,
        switches=switches_of(laws),
    )
    problems += clash_problems(found)
    if problems:
        raise SourceError(tuple(problems))
    return found


def build(
    predicates: Mapping[str, Predicate],
    names: Mapping[str, str],
    kinds: frozenset[str],
    closed: frozenset[str],
    laws: Iterable[Law] = (),
    switches: Mapping[str, Switch] | None = None,
) -> Vocabulary:
    """Return a vocabulary of these predicates and names; nothing is checked."""
    rules = [rule for law in laws for rule in law.rules]
    needs: dict[str, dict[str, None]] = {}
    for rule in rules:
        spoken = needs.setdefault(rule.head.predicate, {})
        for item in rule.body:
            spoken.update(dict.fromkeys(_spoken(item)))
    plurals = [(each.name, each.plural) for each in predicates.values() if each.plural]
    return Vocabulary(
        predicates=predicates,
        names=names,
        kinds=kinds,
        closed=closed,
        rules=frozenset(rule.provision.rule for rule in rules),
        needs={name: tuple(spoken) for name, spoken in needs.items()},
        sentences=trie_of((each.name, each.parts) for each in predicates.values() if each.parts),
        plurals=trie_of(plurals),
        spelled=names_of(names),
        words=word_index(predicates),
        switches=switches or {},
    )


def _spoken(item: Item) -> list[str]:
    match item.condition:
        case Holds(sentence):
            return [sentence.predicate]
        case Aggregates(items=items) | Group(items=items):
            return [name for inner in items for name in _spoken(inner)]
        case Compares():
            return []


def add_predicate(
    predicate: Predicate, predicates: dict[str, Predicate], problems: list[Diagnostic]
) -> None:
    """Add a predicate to `predicates`, or report that its name is taken."""
    first = predicates.setdefault(predicate.name, predicate)
    if first is not predicate and (first != predicate or first.span != predicate.span):
        problems.append(duplicate_predicate(predicate, first))


def duplicate_predicate(second: Predicate, first: Predicate) -> Diagnostic:
    """Return the error that two templates are called the same."""
    same = template_text(first) == template_text(second)
    return Diagnostic(
        "duplicate-predicate",
        f"`{template_text(second)}` is declared twice"
        if same
        else f"two sentences are called `{second.name}`",
        second.span,
        (Label(first.span, f"also declared here{f' by {first.law}' if first.law else ''}"),),
        "leave one of them out" if same else "give one of them another name with `as NAME`",
    )


def clash_problems(vocabulary: Vocabulary, law: str | None = None) -> list[Diagnostic]:
    """Return an error for each pair of templates that one sentence matches both ways.

    With `law`, only pairs of which that law declares at least one.
    """
    folded = names_of(name.casefold() for name in vocabulary.names)
    found: list[Diagnostic] = []
    for pair in clashes(vocabulary.sentences, folded):
        first, second = sorted(
            (vocabulary.predicates[name] for name in pair),
            key=lambda each: (each.law == law, each.span.file, each.span.start),
        )
        if law is None or law in {first.law, second.law}:
            found.append(_clash(second, first, "template-clash", template_text))
    for pair in clashes(vocabulary.plurals, folded):
        first, second = (vocabulary.predicates[name] for name in pair)
        if law is None or law in {first.law, second.law}:
            found.append(_clash(second, first, "plural-clash", lambda each: f"all {each.name}"))
    return found


def _clash(
    second: Predicate, first: Predicate, code: str, show: Callable[[Predicate], str]
) -> Diagnostic:
    return Diagnostic(
        code,
        f"a sentence could be read as `{show(second)}` and as `{show(first)}`",
        second.span,
        (Label(first.span, f"`{show(first)}`"),),
        "change the words of one of them so that every sentence has one reading",
    )


def _two_kinds(name: str, kind: str, law: Law, other: str, owner: Law) -> Diagnostic:
    return Diagnostic(
        "name-of-two-kinds",
        f"`{name}` is a {kind} in `{law.id}` and a {other} in `{owner.id}`",
        law.span,
        (Label(owner.span, f"`{owner.id}`"),),
        "give one of them another name",
    )
