"""Prints what our tokens say of each character of all laws and cases, a file a line, as JSON.

`make editor` compares that with what the grammar of the extension says where VS Code runs it.
Characters outside the first plane count twice there, so a file that has some is left out.
"""

import json

from parser.highlight.from_text import stretches
from parser.highlight.textmate import SCOPES
from tests.parser.highlight.test_textmate import FILES
from tests.readme import ROOT


def main() -> None:
    """Print the files."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if any(ord(one) > 0xFFFF for one in text):
            continue
        kinds = [kind for start, end, kind in stretches(text) for _ in range(start, end)]
        file = str(path.relative_to(ROOT))
        print(json.dumps({"file": file, "text": text, "kinds": kinds, "scopes": SCOPES}))


if __name__ == "__main__":
    main()
