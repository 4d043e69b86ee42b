"""`zakonik report`: an explanation to hand on, in six forms."""

import sys
from argparse import ArgumentParser, Namespace

from engine.commands.ask import answers
from engine.commands.options import (
    LANGUAGES,
    add_choices,
    add_engine,
    add_language,
    add_situation,
    chosen,
    knowledge,
)


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik report`."""
    add_situation(parser)
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="where to write it; the ending says how: .html, .pdf, .docx, .md, .txt or .json; "
        "- prints it as text",
    )
    add_language(parser)
    add_choices(parser)
    add_engine(parser)


def run(args: Namespace) -> None:
    """Answer the questions and write the report, whole or not at all.

    Of several cases those that cannot be answered are left out of it and named afterwards.
    """
    from engine.answers.situations import situations
    from engine.commands.outcome import BadInput
    from engine.commands.whole_files import write_bytes
    from engine.pages.language import spoken
    from engine.pages.report.reported import reported
    from engine.pages.report.written import check_ending, written

    path = "-.txt" if args.output == "-" else args.output
    check_ending(path)
    kb = knowledge(args, [path for path in args.case if path != "-"])
    found = situations(kb, args.case, args.fact, args.title, args.as_of, chosen(args, kb))
    answered, left_out = answers(kb, found, args)
    asked = [reported(kb, case, reply, args.engine) for case, reply in answered]
    if not asked:
        raise BadInput("\n".join(left_out))
    language = args.lang or asked[0].reply.question.language or LANGUAGES[0]
    content = written(path, asked, spoken(kb, language), kb.version, language)
    if args.output == "-":
        sys.stdout.write(content.decode())
    else:
        write_bytes(path, content)
        if path.casefold().endswith(".pdf"):
            from engine.pages.report.pdf import scripts_beyond

            plain = written("-.txt", asked, spoken(kb, language), kb.version, language)
            if beyond := scripts_beyond(plain.decode()):
                scripts = ", ".join(one.capitalize() for one in beyond)
                sys.stderr.write(
                    f"warning: `{path}` has letters that it shows only if a font of this machine "
                    f"has them ({scripts}): look at it, or write `.html` or `.docx`\n"
                )
    if left_out:
        raise BadInput("\n".join(left_out))
