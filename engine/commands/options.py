"""Options that several commands share, and what they stand for."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from datetime import date

from engine.commands.outcome import BadInput
from kb.base import KnowledgeBase
from parser.resolved.tree import Case

_TITLES = 20
"""How many titles of cases are listed to choose from."""

LANGUAGES = ("en", "me")

_FORMS = {"markdown": "md", "txt": "text", "htm": "html", "word": "docx", "xml": "junit"}
"""Forms by what else they are called."""

_PAGES = frozenset({"html", "pdf", "docx"})

ENGINES = ("pydatalog", "reference", "duckdb")
"""The names of the engines for one case, the default first."""


def add_engine(parser: ArgumentParser) -> None:
    """Add `--engine`."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help=f"what evaluates the rules (default: {ENGINES[0]})",
    )


def add_format(parser: ArgumentParser, *forms: str, elsewhere: str = "") -> None:
    """Add `--format` with the names of some forms, the default first.

    `elsewhere` says what writes a page that is no text, where something does.
    """
    parser.add_argument(
        "--format",
        choices=forms,
        type=lambda text: _form(text, forms, elsewhere),
        default=forms[0],
        help=f"the form of what is printed (default: {forms[0]})",
    )


def _form(text: str, forms: Sequence[str], elsewhere: str) -> str:
    """Return the form that somebody names; raises ArgumentTypeError for one that there is not.

    >>> _form("Markdown", ("text", "md"), "")
    'md'
    """
    plain = text.casefold().lstrip(".")
    form = _FORMS.get(plain, plain)
    if form in forms:
        return form
    way_out = f"; {elsewhere}" if elsewhere and form in _PAGES else ""
    offered = f"{', '.join(forms[:-1])} or {forms[-1]}"
    raise ArgumentTypeError(f"nothing is printed as `{text}`: write {offered}{way_out}")


def add_language(parser: ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        help="the language of the answer: English or Montenegrin (default: that of the question)",
    )


def add_laws(parser: ArgumentParser) -> None:
    """Add `--kb`."""
    parser.add_argument(
        "--kb",
        action="append",
        default=[],
        metavar="PATH",
        help="a law file or a folder of them, may be repeated (default: the laws beside the "
        "case files, or else those of Montenegro)",
    )


def add_situation(parser: ArgumentParser) -> None:
    """Add questions, and the case files and facts that they are asked about."""
    parser.add_argument(
        "question",
        nargs="+",
        metavar="QUESTION",
        help="words of one question, or several questions in quotes",
    )
    add_laws(parser)
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        metavar="FILE",
        help="a case file, or - for standard input; may be repeated",
    )
    parser.add_argument("--title", help="the title of the only case wanted from the files")
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="SENTENCE",
        help="a further statement, as a case would give it; may be repeated",
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="answer as of this day")


def add_choices(parser: ArgumentParser) -> None:
    """Add `--reading` and `--law`."""
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="ID=CHOICE",
        help="read a text otherwise than by default, may be repeated (`zakonik explain` lists "
        "the readings)",
    )
    parser.add_argument(
        "--law",
        action="append",
        default=[],
        metavar="NAME",
        help="answer with a further body of law, such as statute; may be repeated",
    )


def chosen(args: Namespace, kb: KnowledgeBase) -> dict[str, str]:
    """Return the choice of each reading and body of law that `--reading` and `--law` name.

    Raises SourceError for what is not there.
    """
    from engine.answers.situations import choices

    return choices(kb, args.reading, args.law)


def day(text: str) -> date:
    """Return the day that an option names; raises ArgumentTypeError for what is none.

    >>> day("2026-11-23")
    datetime.date(2026, 11, 23)
    """
    found = written_day(text)
    if found is None:
        raise ArgumentTypeError(f"`{text}` is not a day: write YYYY-MM-DD")
    return found


def written_day(text: str) -> date | None:
    """Return the day written as YYYY-MM-DD, None if it is none.

    >>> written_day("2026-02-30")
    """
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else None
    except ValueError:
        return None


def count(text: str) -> int:
    """Return the number that an option names; raises ArgumentTypeError for what is none.

    >>> count("3")
    3
    """
    if text.isascii() and text.isdigit() and len(text) < 9:
        return int(text)
    raise ArgumentTypeError(f"`{text}` is not a number: write 0, 1, 2 …")


def knowledge(args: Namespace, cases: Iterable[str] = ()) -> KnowledgeBase:
    """Return the knowledge base that `--kb` names, or that of the folders of these case files."""
    from kb.files import laws_beside
    from kb.from_files import load

    return load(*(args.kb or laws_beside(cases)))


def the_one(cases: Sequence[Case]) -> Case:
    """Return the only case; raises BadInput, with the titles, if there are several."""
    if len(cases) > 1:
        titles = "".join(f'\n  --title "{case.title}"' for case in cases[:_TITLES])
        raise BadInput(f"error: there are {len(cases)} cases; choose one of them:{titles}")
    return cases[0]


def note_laws_here(paths: Sequence[str]) -> None:
    """Say that the laws of Montenegro are meant where no path is given and other laws are here."""
    if paths:
        return
    from glob import glob

    from engine.pages.text import printable
    from kb.from_files import shipped

    known = os.path.realpath(shipped())
    here = sorted({os.path.dirname(law) or "." for law in (*glob("*.law"), *glob("*/*.law"))})
    other = next((one for one in here if os.path.realpath(one) != known), None)
    if other is not None:
        said = f"these are the laws of Montenegro; for those here add `{printable(other)}`"
        sys.stderr.write(f"{said}\n")
        sys.stderr.flush()
