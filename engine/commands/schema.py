"""`zakonik schema`: the published JSON Schema of what a command prints."""

import sys
from argparse import ArgumentParser, Namespace
from importlib import resources

SCHEMAS = {
    "proof": ("engine.pages", "answer.schema.json"),
    "findings": ("engine.commands", "findings.schema.json"),
}
"""The package and the file of each schema."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik schema`."""
    parser.add_argument(
        "name",
        nargs="?",
        choices=tuple(SCHEMAS),
        default="proof",
        help="whose schema: proof of `ask --format json`, findings of `check` and `lint`",
    )


def run(args: Namespace) -> None:
    """Print the schema, JSON Schema of 2020-12."""
    package, name = SCHEMAS[args.name]
    sys.stdout.write(resources.files(package).joinpath(name).read_text(encoding="utf-8"))
