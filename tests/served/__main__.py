"""Sends a server what its own description allows and forbids, for so many seconds (`make served`).

Schemathesis makes the requests. What is found is printed, and the exit code is 1 then.
"""

import sys
import tempfile
from pathlib import Path

from tests.laws import EXAMPLES
from tests.served.fuzzed import fuzzed


def main() -> int:
    """Fuzz for the seconds of the first argument; laws of the second, or of a library."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    laws = Path(sys.argv[2]) if len(sys.argv) > 2 else EXAMPLES / "library"
    with tempfile.TemporaryDirectory() as folder:
        found = fuzzed(Path(folder), seconds, laws)
    print(found.told)
    return 1 if found.is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
