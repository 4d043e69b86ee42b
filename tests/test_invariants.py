"""What ARCHITECTURE.md promises of the code, where no import contract can hold it."""

import ast
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOPS = ("parser", "kb", "engine")
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FILES = tuple(
    sorted(path for top in ("parser", "kb", "engine") for path in (ROOT / top).rglob("*.py"))
)

NAME_THE_DAY = {
    "engine/answers/coverage.py",
    "engine/answers/ask.py",
    "engine/answers/situations.py",
    "engine/answers/interview/running.py",
}
"""Besides the commands: where a question gets its day, if neither it nor its case names one."""

MEASURE_TIME = {
    "engine/backends/pydatalog/tables.py",
    "engine/commands/audit.py",
    "engine/commands/mutate.py",
    "engine/commands/site.py",
    "engine/commands/web/desk/law.py",
    "engine/commands/web/serving.py",
    "kb/cache.py",
}
"""They limit a search or a run, and name or clear a file that nobody keeps; no answer depends on
it."""


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """Give the modules and names that a file imports, also those imported inside functions."""
    found: list[str] = []
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (f"{node.module}.{name.name}" for name in node.names)
    return tuple(found)


@cache
def _calls(path: Path) -> tuple[str, ...]:
    """Give the text of each function called, such as `date.today`."""
    nodes = ast.walk(_tree(path))
    return tuple(ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call))


def _under(*folders: str) -> list[Path]:
    return [path for path in FILES if _named(path).startswith(folders)]


def test_no_pass_reads_the_clock() -> None:
    now = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow"}
    reading = {_named(path) for path in FILES if now & set(_calls(path))}
    assert {name for name in reading if not name.startswith("engine/commands/")} <= NAME_THE_DAY
    timing = {_named(path) for path in FILES if any(re.match(r"time\b", n) for n in _imports(path))}
    assert timing <= MEASURE_TIME


def test_no_pass_draws_at_random() -> None:
    assert [
        _named(path) for path in FILES if {"random", "uuid", "secrets"} & set(_imports(path))
    ] == []


def test_proof_knows_no_text() -> None:
    found = [
        (_named(path), name)
        for path in _under("engine/proof/")
        for name in _imports(path)
        if name.startswith(
            ("parser.words", "parser.syntax", "engine.pages", "json", "engine.commands")
        )
    ]
    assert found == []


UNNAMED = {"an ", "a ", "another ", "value ", " ("}
"""Pieces of names for individuals who stand for anybody: they are values, not sentences."""


CHECKING = {ROOT / f"engine/proof/checker/{name}.py" for name in ("derived", "invalid", "verify")}


def test_proof_writes_no_sentences() -> None:
    """Only the checker gives reasons, and those are of the error that it raises."""
    found: list[tuple[str, str]] = []
    for path in _under("engine/proof/"):
        if path in CHECKING:
            continue
        tree = _tree(path)
        passed_over = {id(one) for one in _documentation(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise | ast.Assert) or (
                isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
            ):
                passed_over |= {id(one) for one in ast.walk(node)}
        found += [
            (_named(path), node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value.strip()
            and id(node) not in passed_over
            and node.value
            not in UNNAMED | {"no route", "not shown", "not listed", "no more"}  # tags of `Absent`
        ]
    assert found == []


ADDRESSES = {
    "engine/answers/cut_short.py": "nodes seen on one walk: the roots of the walk hold them",
    "engine/answers/loaded.py": "programs of cases: each is kept beside the one it is made from",
    "engine/answers/presuming.py": "statements of two worlds: the worlds hold them",
    "engine/answers/reasons.py": "nodes seen on one walk: the roots of the walk hold them",
    "engine/answers/summing.py": "conditions passed over on one walk: its roots hold them",
    "engine/answers/tied.py": "steps on one walk: the step it starts from holds them",
    "engine/answers/ways.py": "conditions below nodes: each node is kept beside what was found",
    "engine/answers/world.py": "programs made for cases: each is kept beside what it came from",
    "engine/backends/pydatalog/clauses.py": "bodies of aggregates: kept beside their literals",
    "engine/commands/web/desk/law.py": "laws asked for one page: each is kept beside its reply",
    "engine/pages/opened.py": "nodes and vocabularies of pages: each is kept beside its words",
    "engine/pages/verified.py": "identities of nodes: all nodes are held while they are checked",
    "engine/proof/checker/derived.py": "totals worked out again: the root of the walk holds them",
    "engine/proof/checker/verify.py": "nodes done on one walk: the root of the walk holds them",
    "engine/proof/identity.py": "identities of nodes and rules: each is kept beside its identity",
    "engine/proof/smallest.py": "orders of rules: each is kept beside its rule",
    "engine/proof/taken_back.py": "nodes seen on one walk: what it starts from holds them",
    "engine/proof/totals.py": "aggregates and their groups: each is kept with its variables",
    "engine/rails/relevant_rules.py": "rules taken in one pass: the program holds them",
    "engine/registers/rules/partition_bodies.py": "places of literals: the body holds them",
    "engine/server/premises.py": "nodes seen on one walk: the roots of the walk hold them",
}
"""Where objects are told apart by address, and who holds them, so that none passes on its own.

An object that nobody holds can be followed by another at the same address: a cache would give the
second what belongs to the first.
"""


def test_no_cache_is_keyed_by_an_address() -> None:
    assert {_named(path) for path in FILES if "id" in set(_calls(path))} == set(ADDRESSES)


def _documentation(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts that stand alone: docstrings, and what is said about a name above them."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()) as text):
                yield text
            case _:
                pass


def _comments(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.string


def _is_there(name: str) -> bool:
    """Tell whether a dotted name is a folder, a module, or something that a module defines."""
    path = ROOT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    module, _, inside = name.rpartition(".")
    folder = ROOT / module.replace(".", "/")
    homes = (folder.with_suffix(".py"), folder / "__init__.py")
    return any(
        home.exists() and re.search(rf"\b{inside}\b", home.read_text("utf-8")) for home in homes
    )


def test_what_docstrings_refer_to_exists() -> None:
    missing: list[tuple[str, str]] = []
    for path in FILES:
        said = [str(one.value) for one in _documentation(_tree(path))]
        for text in (*said, *_comments(path)):
            names = re.findall(r"`((?:engine|parser|kb)(?:\.[A-Za-z_]\w*)+)", text)
            missing += [(_named(path), name) for name in names if not _is_there(name)]
            paths = re.findall(r"\b(?:docs|engine|parser|kb|tests|examples)/[\w./-]*\w", text)
            missing += [(_named(path), name) for name in paths if not (ROOT / name).exists()]
    assert missing == []


def test_engines_know_no_law() -> None:
    lawful = (
        "parser.resolved",
        "parser.syntax",
        "parser.words",
        "kb.base",
        "kb.from_files",
        "kb.ent",
    )
    rooms = _under("engine/arithmetic/", "engine/backends/")
    found = [(_named(path), n) for path in rooms for n in _imports(path) if n.startswith(lawful)]
    assert found == []


@pytest.mark.parametrize(
    "module", ["jinja2", "markdown_it", "typst", "docx", "psycopg", "pyspark", "pygments", "shtab"]
)
def test_one_room_knows_each_library_of_pages_and_places(module: str) -> None:
    homes = {
        "jinja2": (
            "engine/commands/web/desk/rendering.py",
            "engine/pages/report/html.py",
            "engine/pages/site/rendering.py",
            "engine/registers/summary.py",
        ),
        "markdown_it": ("engine/pages/site/marked_up.py",),
        "typst": ("engine/pages/report/pdf.py",),
        "docx": ("engine/pages/report/word",),
        "psycopg": ("engine/registers/tables/databases.py",),
        "pyspark": ("engine/backends/spark.py", "engine/registers/on_cluster.py"),
        "pygments": ("parser/highlight/pygments_lexer.py",),
        "shtab": ("engine/commands/completion.py",),
    }
    found = {
        _named(path) for path in FILES for name in _imports(path) if name.split(".")[0] == module
    }
    assert {name for name in found if not name.startswith(homes[module])} == set()


def test_the_tree_forms_are_frozen() -> None:
    forms = (
        "parser/syntax/tree.py",
        "parser/resolved/tree.py",
        "parser/resolved/law_tree.py",
        "parser/resolved/vocabulary.py",
        "parser/datalog/tree.py",
        "parser/values.py",
        "engine/proof/node.py",
        "engine/answers/reply.py",
        "engine/pages/page.py",
        "engine/pages/site/book.py",
        "engine/pages/report/document.py",
    )
    for name in forms:
        for node in ast.walk(_tree(ROOT / name)):
            for mark in node.decorator_list if isinstance(node, ast.ClassDef) else ():
                if "dataclass" in ast.unparse(mark):
                    assert "frozen=True" in ast.unparse(mark), (name, node)


def test_every_path_of_the_architecture_exists() -> None:
    paths = re.findall(r"`((?:parser|kb|engine|tests|docs|examples)/[^`*<> ]*)`", TEXT)
    assert [path for path in paths if path == path.lower() and not (ROOT / path).exists()] == []


def test_twenty_tasks_say_where_they_begin() -> None:
    tasks = re.findall(r"^\| (\d+) \| [^|]+ \| (`[^|]+`) \|$", TEXT, re.MULTILINE)
    assert [int(number) for number, _ in tasks] == list(range(1, 21))
    for _, begins in tasks:
        assert all((ROOT / path).exists() for path in re.findall(r"`([^`]+)`", begins))


def test_every_invariant_names_what_holds_it() -> None:
    contracts = set(
        re.findall(r'^name = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    )
    written = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    tests = {name for text in written for name in re.findall(r"^def (test_\w+)", text, re.M)}
    section = TEXT.partition("## Invariants")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?!invariant|---)(.+) \| (.+) \|$", section, re.MULTILINE)
    assert rows
    for invariant, holder in rows:
        named = set(re.findall(r"contract \*(.+?)\*", holder)) | set(
            re.findall(r"`(test_\w+)`", holder)
        )
        elsewhere = re.findall(r"`((?:tests|kb|engine)/[\w./]+)`", holder)
        assert named or elsewhere, invariant
        assert named <= contracts | tests, invariant


def test_a_docstring_says_what_a_function_does() -> None:
    asking = [
        f"{_named(path)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef)
        and (ast.get_docstring(node) or "").startswith(("Whether", "Is ", "Checks", "Returns"))
    ]
    assert asking == [], "write `Tell whether …`, `Check …`, `Return …`"
