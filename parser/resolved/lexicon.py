"""All sentences, names and kinds of some laws together, ready for matching."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from parser.frozen import dataclass
from parser.resolved.clashes import clashes
from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Item, Law
from parser.resolved.names import called_together, names_together
from parser.resolved.nearest import WordIndex, nearest_predicates, nearest_sentences, word_index
from parser.resolved.switches import switches_of
from parser.resolved.trie import Names, Trie, names_of, trie_of
from parser.resolved.vocabulary import Predicate, Switch, closing_forms, sentence_forms
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, Label, SourceError

BUILT_IN_KINDS = frozenset({"person", "country"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What sentences can be said, and with which names.

    `names` maps a name to its kind; `further` has the other kinds of a name that two laws use for
    two things. `called` maps another spelling of a name to the main one, by kind. `closed` are
    the kinds whose individuals are all named, `needs` says for a concluded predicate which
    sentences its rules speak of, `rules` are the ids of all rules, `switches` what can be chosen.
    `meaning` is the law whose sentence is meant where several have it, or nothing. The rest makes
    matching fast.
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
    meaning: str = ""
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def nearest(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the sentences most like `words`, nearest first."""
        return nearest_sentences(words, self.words, self.predicates)

    def nearest_names(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the names of the predicates whose sentences are most like `words`."""
        return nearest_predicates(words, self.words, self.predicates)


def vocabulary_of(laws: Iterable[Law]) -> Vocabulary:
    """Return everything that can be said in the words of `laws`.

    Raises `SourceError` when two laws declare one predicate twice, have sentences that cannot be
    told apart, or call one individual by names that both say to be the main one.
    """
    laws = tuple(laws)
    problems: list[Diagnostic] = []
    predicates: dict[str, Predicate] = {}
    for law in laws:
        for predicate in law.predicates.values():
            add_predicate(predicate, predicates, problems)
    names, further = names_together(laws)
    found = build(
        predicates,
        names,
        kinds=BUILT_IN_KINDS.union(*(law.kinds for law in laws)),
        closed=frozenset().union(*(law.closed for law in laws)),
        laws=laws,
        switches=switches_of(laws),
        further=further,
        called=called_together(laws, problems),
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
    further: Mapping[str, tuple[str, ...]] | None = None,
    called: Mapping[str, Mapping[str, str]] | None = None,
) -> Vocabulary:
    """Return a vocabulary of these predicates and names; nothing is checked."""
    rules = [rule for law in laws for rule in law.rules]
    needs: dict[str, dict[str, None]] = {}
    for rule in rules:
        spoken = needs.setdefault(rule.head.predicate, {})
        for item in rule.body:
            spoken.update(dict.fromkeys(_spoken(item)))
    every = predicates.values()
    return Vocabulary(
        predicates=predicates,
        names=names,
        kinds=kinds,
        closed=closed,
        rules=frozenset(rule.provision.rule for rule in rules),
        needs={name: tuple(spoken) for name, spoken in needs.items()},
        sentences=trie_of((each.name, form) for each in every for form in sentence_forms(each)),
        plurals=trie_of((each.name, form) for each in every for form in closing_forms(each)),
        spelled=names_of([*names, *(called or {})]),
        words=word_index(predicates),
        switches=switches or {},
        further=further or {},
        called=called or {},
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

    With `law`, only pairs of which that law declares at least one. Those of two laws that are
    told apart are none: what could be either is an error where it is said.
    """
    folded = names_of(name.casefold() for name in vocabulary.names)
    found: list[Diagnostic] = []
    for pair in clashes(vocabulary.sentences, folded):
        first, second = sorted(
            (vocabulary.predicates[name] for name in pair),
            key=lambda each: (each.law == law, each.span.file, each.span.start),
        )
        if _clash_in(law, first, second):
            found.append(_clash(second, first, "template-clash", template_text))
    for pair in clashes(vocabulary.plurals, folded):
        first, second = (vocabulary.predicates[name] for name in pair)
        if _clash_in(law, first, second):
            found.append(_clash(second, first, "plural-clash", lambda each: f"all {each.name}"))
    return found


def _clash_in(law: str | None, first: Predicate, second: Predicate) -> bool:
    if first.apart and second.apart and first.law != second.law:
        return False
    return law is None or law in {first.law, second.law}


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
