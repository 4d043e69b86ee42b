"""Examples of each command, for its help; they run where the project was unpacked."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "ask": (
        "zakonik ask can Ana obtain citizenship by admittance --case examples/citizenship/ana.case",
        'zakonik ask "is Serbia listed visa-free for 90 days" "which country is listed visa-free"',
        'zakonik ask "can_obtain_citizenship_by_admittance(Ana)" '
        "--case examples/citizenship/ana.case --as-of 2027-01-01",
        'zakonik ask "is Ana a national of Serbia on today" --fact "Ana was born in Serbia"',
    ),
    "check": (
        "zakonik check examples/library",
        "zakonik check --strict --examples examples/british-nationality",
    ),
    "new": ("zakonik new pool", "zakonik test pool"),
    "fmt": (
        "zakonik fmt --check examples/library",
        "zakonik fmt --diff examples/library/lending.law",
        "zakonik fmt - < examples/library/lending.law",
    ),
    "test": (
        "zakonik test examples/library",
        "zakonik test examples/library --only Ivo --format json",
    ),
    "coverage": ("zakonik coverage examples/library --all",),
    "lint": (
        "zakonik lint examples/library",
        "zakonik lint --only unused-sentence --passed-over",
    ),
    "audit": (
        "zakonik audit examples/conflict",
        "zakonik audit examples/library --as-of 2026-11-23 --format json",
    ),
    "diff": (
        "zakonik diff examples/garden/before examples/garden/after",
        "zakonik diff examples/garden/before examples/garden/after --no-cases -o changes.html",
    ),
    "mutate": ("zakonik mutate examples/library --only LIB-1 --suggest",),
    "explain": (
        "zakonik explain CONV-7",
        "zakonik explain LIB-2 --kb examples/library",
    ),
    "whatif": (
        "zakonik whatif can Clara obtain citizenship by admittance "
        "--case examples/citizenship/clara.case",
        "zakonik whatif may Ivo borrow a book --case examples/library/lending.case "
        '--title "Ivo owes a fee" --without "Ivo owes a fee"',
    ),
    "interview": (
        "zakonik interview can Ana obtain citizenship by admittance through marriage "
        "--as-of 2026-11-23 < examples/desk/answers.txt",
    ),
    "report": (
        "zakonik report is Serbia listed visa-free for 90 days -o serbia.html",
        "zakonik report may Ivo borrow a book --case examples/library/lending.case "
        '--title "Ivo owes a fee" -o -',
    ),
    "site": ("zakonik site examples/library -o library-site",),
    "serve": ("zakonik serve --kb examples/library --no-browser --port 0",),
    "mcp": ("zakonik mcp examples/library < examples/desk/assistant.txt",),
    "repl": ("zakonik repl --as-of 2026-11-23 < examples/desk/talk.txt",),
    "lsp": ("zakonik lsp < examples/desk/editor.txt",),
    "datalog": ("zakonik datalog examples/datalog/reach.json",),
    "compile": (
        "zakonik compile --to datalog examples/library",
        "zakonik compile --to sql --dialect postgres examples/library > library.sql",
    ),
    "screen": (
        'zakonik screen "has {person} reached the age of eighteen" --data examples/register '
        "-o of-age.csv --reasons",
        'zakonik screen "has {person} reached the age of eighteen" --data examples/register '
        "--explain A2",
    ),
    "verify": (
        "zakonik ask can Ana obtain citizenship by admittance "
        "--case examples/citizenship/ana.case --format json > ana.json",
        "zakonik verify ana.json --case examples/citizenship/ana.case",
    ),
    "completion": ("zakonik completion bash > zakonik.bash",),
    "schema": ("zakonik schema > answer.schema.json",),
}
"""Command lines by verb, each of which can be typed in one folder after those above it."""

_WIDTH = 94


def shown(verb: str) -> str:
    """Return the examples of a verb as its help ends with them; long ones go on below.

    >>> print(shown("schema"), end="")
    examples:
      zakonik schema > answer.schema.json
    """
    return "".join(("examples:\n", *(f"  {_folded(line)}\n" for line in EXAMPLES[verb])))


def _folded(line: str) -> str:
    if len(line) <= _WIDTH:
        return line
    at = max(line.rfind(sign, 0, _WIDTH) for sign in (" --", " -o ", " < ", " > ", ' "'))
    return f"{line[:at]} \\\n      {_folded(line[at + 1 :])}"
