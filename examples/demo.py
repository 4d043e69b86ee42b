"""Four people ask for citizenship by admittance, and each gets another answer, with the reasons."""

from pathlib import Path

from engine.answers.ask import ask
from engine.commands.terminal import medium
from engine.commands.whole_files import write_bytes
from engine.pages.language import spoken
from engine.pages.report import html
from engine.pages.report.compose import Reported, compose
from engine.pages.text import short
from kb import load, load_cases
from kb.base import KnowledgeBase

CASES = Path(__file__).parent / "citizenship"


def main() -> None:
    """Print the reply to each of the four, and write them as a report."""
    kb = load()
    asked: list[Reported] = []
    for path in sorted(CASES.glob("*.case")):
        for case in load_cases(path, kb):
            name = case.title.split(",")[0]
            question = f"can {name} obtain citizenship by admittance"
            print(f"{'=' * 80}\n{case.title}\n")
            reply = ask(kb, question, case)
            print(short(reply, kb.predicates, medium()))
            asked.append(Reported(case, reply))
    in_both_languages(asked[0], kb)
    report = Path("build") / "demo-report.html"
    report.parent.mkdir(exist_ok=True)
    write_bytes(str(report), html.render(compose(asked, kb.predicates, kb.version)))
    print(f"The four answers as a report: {report}")


def in_both_languages(first: Reported, kb: KnowledgeBase) -> None:
    """Print what is asked of the first of the four in English and in Montenegrin."""
    name = first.case.title.split(",")[0]
    print(f"{'=' * 80}\nOne question in two languages\n")
    for question in (
        f"can {name} obtain citizenship by admittance",
        f"može li {name} steći državljanstvo prijemom",
    ):
        reply = ask(kb, question, first.case)
        print(short(reply, spoken(kb, reply.question.language), medium()))


if __name__ == "__main__":
    main()
