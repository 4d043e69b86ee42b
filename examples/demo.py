"""Four people ask for citizenship by admittance, and each gets another answer, with the reasons."""

from pathlib import Path

from engine.asking import ask
from engine.commands.terminal import medium
from engine.render.text import render
from kb import load, load_cases

CASES = Path(__file__).parent / "citizenship"


def main() -> None:
    """Print the reply to each of the four."""
    kb = load()
    for path in sorted(CASES.glob("*.case")):
        for case in load_cases(path, kb):
            name = case.title.split(",")[0]
            question = f"can {name} obtain citizenship by admittance"
            print(f"{'=' * 80}\n{case.title}\n")
            print(render(ask(kb, question, case), kb.predicates, medium()))


if __name__ == "__main__":
    main()
