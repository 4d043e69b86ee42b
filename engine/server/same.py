"""Laws and cases with other words -> whether they say the same as before."""

from collections.abc import Collection, Iterator, Mapping

from engine.server.sentences import in_case, in_law
from engine.server.workspace import Workspace
from parser.resolved.tree import Constant, Sentence
from parser.values import Entity

Said = tuple[object, ...]


def says_the_same(
    workspace: Workspace,
    path: str,
    texts: Mapping[str, str],
    sentences: Collection[str],
    names: Mapping[str, str],
) -> bool:
    """Tell whether laws and cases would say the same with some texts in the place of theirs.

    The predicates in `sentences` may have another name, and each of `names` is called otherwise.
    They say the same if no more is wrong than before, and every sentence is the one that stood
    there.
    """
    before = list(_said(workspace, path))
    with workspace.if_they_said(texts):
        after = list(_said(workspace, path))
    if len(before) != len(after):
        return False
    called: dict[str, str] = {}
    for one, other in zip(before, after, strict=True):
        if one[0] != other[0]:
            was, now = str(one[0]), str(other[0])
            if was not in sentences or called.setdefault(was, now) != now:
                return False
        mapped = tuple(
            (each[0], names.get(str(each[1]), each[1])) if isinstance(each, tuple) else each
            for each in one[1:]
        )
        if mapped != other[1:] and one[1:] != other[1:]:
            return False
    return True


def _said(workspace: Workspace, path: str) -> Iterator[Said]:
    """Yield what laws and cases say, sentence by sentence, and how much is wrong with them."""
    reading = workspace.reading(path)
    for law in sorted(reading.laws, key=lambda one: one.span.file):
        yield ("law", law.id, len(law.predicates), len(law.rules))
        yield from map(_of, in_law(law))
    wrong = [one for one in reading.problems if one.severity == "error"]
    for _, cases in workspace.cases_beside(path):
        wrong += [one for one in cases.errors if one.severity == "error"]
        for case in cases.cases:
            yield ("case", case.title, len(case.statements), len(case.expectations))
            yield from map(_of, in_case(case))
    yield ("wrong", len(wrong))


def _of(sentence: Sentence) -> Said:
    return (
        sentence.predicate,
        *(
            (arg.value.kind, arg.value.name)
            if isinstance(arg, Constant) and isinstance(arg.value, Entity)
            else repr(arg)
            for arg in sentence.args
        ),
    )
