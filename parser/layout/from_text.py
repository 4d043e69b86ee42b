"""Text of a file -> the same text in the one layout.

    text -> rows (tokens and trivia) -> placed -> columns, long lists, blank lines -> text

Nothing is said otherwise than before: the tokens stay, and so the tree.
"""

from typing import Literal, assert_never

from parser.layout.blank_lines import spread
from parser.layout.breaking import broken
from parser.layout.columns import in_columns, with_comments
from parser.layout.montenegrin import montenegrin_rows
from parser.layout.placing import placed
from parser.layout.rows import rows
from parser.layout.same import says_the_same
from parser.layout.translation import laid_out
from parser.syntax.from_text import CASES, parse_cases, parse_law
from parser.syntax.montenegrin import case_file, is_case_file
from parser.syntax.translation import parse_translation
from parser.syntax.translation_tree import TranslationFile
from parser.syntax.tree import CaseFile, LawFile
from parser.text.diagnostic import Diagnostic, SourceError

Form = Literal["law", "case", "case in Montenegrin", "translation"]


def formatted(text: str, file: str) -> str:
    r"""Return a text in the one layout.

    Raises SourceError with all that is wrong in a file that cannot be read, and RuntimeError if
    the layout would say something else, which is then our mistake.

    >>> print(formatted('law a "A"\nrule R-1   "T"\n  it holds # so far\n', "a.law"), end="")
    law a "A"
    <BLANKLINE>
    rule R-1 "T"
        it holds  # so far
    """
    form = form_of(text, file)
    tree = _tree(text, file, form)
    if isinstance(tree, TranslationFile):
        found = laid_out(text, tree)
    else:
        read = montenegrin_rows if form == "case in Montenegrin" else rows
        lines = spread(broken(in_columns(placed(read(text, file)))))
        found = "".join(f"{line}\n" for line in with_comments(lines))
    if found != text and not says_the_same(_tree(found, file, form), tree):
        raise RuntimeError(f"the layout of `{file}` would change what it says")
    return found


def form_of(text: str, file: str = "") -> Form:
    r"""Return what a text is, by how the name of its file ends, or by what it declares first.

    >>> form_of('# whose?\ncase "Ana"'), form_of('law a "A"'), form_of("", "a.me")
    ('case', 'law', 'translation')
    """
    said = (line.split() for line in text.split("\n") if not line.lstrip().startswith("#"))
    first = next((words[0] for words in said if words), "")
    if file.endswith(".me") or (first == "translation" and not file.endswith((".law", ".case"))):
        return "translation"
    if file.endswith(".law"):
        return "law"
    if is_case_file(text):
        return "case in Montenegrin"
    return "case" if file.endswith(".case") or first in CASES else "law"


def _tree(text: str, file: str, form: Form) -> LawFile | CaseFile | TranslationFile:
    match form:
        case "law":
            return parse_law(text, file)
        case "case":
            return parse_cases(text, file)
        case "case in Montenegrin":
            return parse_cases(case_file(text), file)
        case "translation":
            problems: list[Diagnostic] = []
            tree = parse_translation(text, file, problems)
            if problems or tree is None:
                raise SourceError(tuple(problems))
            return tree
        case _:
            assert_never(form)
