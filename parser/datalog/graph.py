"""Strongly connected components: which predicates rest on each other."""

from collections.abc import Iterator, Mapping, Sequence


def components(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the strongly connected components of `graph`, what is rested on first.

    A key rests on its values; a value need not be a key. Linear, and not recursive (Tarjan's
    algorithm with a stack of its own), so that long chains do no harm.

    >>> components({"p": ["q"], "q": ["r", "q"], "r": ["q", "s"]})
    [('s',), ('q', 'r'), ('p',)]
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for root in graph:
        if root in number:
            continue
        path: list[tuple[str, Iterator[str]]] = []
        node: str | None = root
        while node is not None or path:
            if node is not None:
                number[node] = low[node] = len(number)
                open_nodes[node] = None
                path.append((node, iter(graph.get(node, ()))))
                node = None
            current, targets = path[-1]
            for target in targets:
                if target not in number:
                    node = target
                    break
                if target in open_nodes:
                    low[current] = min(low[current], number[target])
            if node is not None:
                continue
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[current])
            if low[current] == number[current]:
                found.append(_close(open_nodes, current))
    return found


def _close(open_nodes: dict[str, None], root: str) -> tuple[str, ...]:
    """Take the component of `root` off the stack of open nodes."""
    members: list[str] = []
    while not members or members[-1] != root:
        members.append(open_nodes.popitem()[0])
    return tuple(reversed(members))
