"""`zakonik verify`: reads answers back that were written as JSON, and derives every step again."""

from argparse import ArgumentParser, Namespace

from engine.commands.options import add_choices, add_laws, chosen, knowledge
from engine.commands.outcome import BadInput, Negative


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik verify`."""
    parser.add_argument(
        "file", metavar="FILE", help="answers as data, from `ask` in JSON or `report -o FILE.json`"
    )
    add_laws(parser)
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        metavar="FILE",
        help="the case files that were asked about; may be repeated",
    )
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="SENTENCE",
        help="a further statement that was given; may be repeated",
    )
    add_choices(parser)


def run(args: Namespace) -> None:
    """Check every answer of the file; a step that does not follow ends the command with 1."""
    from engine.answers.situations import situations
    from engine.pages.json_values import Malformed
    from engine.pages.verified import Refused, answers_from, verified
    from parser.resolved.tree import Case
    from parser.text.source import read_source

    kb = knowledge(args, args.case)
    found = situations(kb, args.case, args.fact, None, None, chosen(args, kb))
    cases = {case.title: case for case in found.cases}
    steps = 0
    try:
        answers = answers_from(read_source(args.file))
        for answer in answers:
            title = answer.get("case") or ""
            case = cases.get(title, next(iter(cases.values())) if len(cases) == 1 else None)
            if case is None and title:
                raise BadInput(f"no case is called `{title}`: name its file with --case")
            steps += verified(kb, answer, case or Case(""))
    except Malformed as error:
        raise BadInput(f"error: `{args.file}` cannot be read as answers: {error}") from None
    except Refused as error:
        where = f" (node {error.identity})" if error.identity else ""
        raise Negative(f"`{args.file}` does not stand: {error.reason}{where}") from None
    count = len(answers)
    print(f"{count} {'answer stands' if count == 1 else 'answers stand'}: {steps} steps follow.")
