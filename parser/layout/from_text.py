"""Text of a file -> the same text in the one layout.

    text -> rows (tokens and trivia) -> placed -> columns, long lists, blank lines -> text

Nothing is said otherwise than before: the tokens stay, and so the tree.
"""

from parser.layout.blank_lines import spread
from parser.layout.breaking import broken
from parser.layout.columns import in_columns, with_comments
from parser.layout.montenegrin import montenegrin_rows
from parser.layout.placing import placed
from parser.layout.rows import rows
from parser.layout.same import says_the_same
from parser.layout.translation import laid_out
from parser.syntax.from_text import parse_cases, parse_law
from parser.syntax.montenegrin import case_file, is_case_file
from parser.syntax.translation import parse_translation
from parser.syntax.translation_tree import TranslationFile
from parser.syntax.tree import CaseFile, LawFile
from parser.text.diagnostic import Diagnostic, SourceError

ENDINGS = (".law", ".case", ".me")
"""The files that have a layout."""


def formatted(text: str, file: str) -> str:
    r"""Return a text in the layout of its file, by whose ending (`ENDINGS`) it is read.

    Raises SourceError with all that is wrong in a file that cannot be read, and RuntimeError if
    the layout would say something else, which is then our mistake.

    >>> print(formatted('law a "A"\nrule R-1   "T"\n  it holds # so far\n', "a.law"), end="")
    law a "A"
    <BLANKLINE>
    rule R-1 "T"
        it holds  # so far
    """
    tree = _tree(text, file)
    if isinstance(tree, TranslationFile):
        found = laid_out(text, tree)
    else:
        read = montenegrin_rows if _is_montenegrin(text, file) else rows
        lines = spread(broken(in_columns(placed(read(text, file)))))
        found = "".join(f"{line}\n" for line in with_comments(lines))
    if found != text and not says_the_same(_tree(found, file), tree):
        raise RuntimeError(f"the layout of `{file}` would change what it says")
    return found


def _tree(text: str, file: str) -> LawFile | CaseFile | TranslationFile:
    if file.endswith(".case"):
        return parse_cases(case_file(text) if _is_montenegrin(text, file) else text, file)
    if not file.endswith(".me"):
        return parse_law(text, file)
    problems: list[Diagnostic] = []
    tree = parse_translation(text, file, problems)
    if problems or tree is None:
        raise SourceError(tuple(problems))
    return tree


def _is_montenegrin(text: str, file: str) -> bool:
    return file.endswith(".case") and is_case_file(text)


def ending_of(text: str) -> str:
    r"""Return the ending of the file that a text belongs into, by what it declares first.

    >>> ending_of('# whose?\ncase "Ana"'), ending_of('law a "A"')
    ('.case', '.law')
    """
    other = ".case" if is_case_file(text) else ".law"
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            word = line.split()[0]
            return {"case": ".case", "background": ".case", "translation": ".me"}.get(word, other)
    return other
