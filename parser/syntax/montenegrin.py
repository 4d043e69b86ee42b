"""Montenegrin as people write it -> the same lines as the scanner and the grammar read them.

Cyrillic becomes Latin, days in figures or words become `2026-11-23`, quotes become straight, and
the keywords of a case their English ones. Sentences stay as they are: a vocabulary is needed to
understand them (`parser.resolved.from_translated`). Lines stay lines; where a word changes its
length, the columns behind it on that line move with it.
"""

import re

_LETTERS = dict(
    zip(
        "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ",
        "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ",
        strict=True,
    )
) | {"љ": "lj", "њ": "nj", "џ": "dž", "Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
_TABLE = str.maketrans(_LETTERS)
_BACK = str.maketrans({latin: letter for letter, latin in _LETTERS.items() if len(latin) == 1})
_PAIRS = tuple(
    (form, letter)
    for letter, latin in _LETTERS.items()
    if len(latin) == 2
    for form in dict.fromkeys((latin, latin.upper() if letter.isupper() else latin))
)
_APART = re.compile(r"\b(?:nad(?=živ|žnj)|in(?=jekc)|kon(?=jug|junk)|tan(?=jug))\w", re.IGNORECASE)
"""Words in which two letters side by side are no single one."""

_PLAIN = str.maketrans(
    {"č": "c", "ć": "c", "š": "s", "ž": "z", "đ": "dj"}
    | {"Č": "C", "Ć": "C", "Š": "S", "Ž": "Z", "Đ": "Dj"}
)

_MONTHS = (
    ("januar", "januara"),
    ("februar", "februara"),
    ("mart", "marta"),
    ("april", "aprila"),
    ("maj", "maja"),
    ("jun", "juna", "juni"),
    ("jul", "jula", "juli"),
    ("avgust", "avgusta"),
    ("septembar", "septembra"),
    ("oktobar", "oktobra"),
    ("novembar", "novembra"),
    ("decembar", "decembra"),
)
_MONTH = {form: number for number, forms in enumerate(_MONTHS, 1) for form in forms}
_DAY = re.compile(
    r"\b(\d{1,2})\. ?(?:(\d{1,2})\. ?|(" + "|".join(_MONTH) + r") )(\d{4})\b\.?(?: godine\b)?",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:(\d{1,2})\. ?)?(\d{4})\. godin[ea]\b")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})\.? godine\b")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])")
_SHARE = re.compile(r"(\d) %")
_YEARS_AND_MONTHS = re.compile(r"\b(\d{1,3}) godin[aeu] i (\d{1,2}) mjesec[ai]?\b")
_QUOTES = str.maketrans({"„": '"', "“": '"', "”": '"'})

_STARTS = tuple(
    (re.compile(rf"^(\s*){pattern}", re.IGNORECASE), put)
    for pattern, put in (
        (r"slučaj(?= *\")", r"\1case"),
        (r"pozadina\s*$", r"\1background"),
        (r"dato\s*$", r"\1given"),
        (r"očekuje se\s*$", r"\1expect"),
        (r"na dan (?=\d{4}-)", r"\1as of "),
        (r"po (?=[A-Z]+-|\w+\s*$)", r"\1under "),
        (r"nije tačno da ", r"\1it is false that "),
        (r"nije poznato da li ", r"\1it is not known whether "),
        (r"sve činjenice su navedene\s*$", r"\1all facts are given"),
        (r"navedeni su svi slučajevi u kojima važi: (.+?)\s*$", r"\1all cases where \2 are given"),
        (r"potpun je spisak: (.+?)\s*$", r"\1all \2 are given"),
    )
)
_VERDICTS = {
    "da": "yes",
    "ne": "no",
    "zavisi": "depends",
    "nije razjašnjeno": "unknown",
    "nema odgovora": "silent",
    "protivrječno": "conflict",
    "nema": "none",
    "niko": "none",
    "ništa": "none",
}
_ANSWER = re.compile(rf"(: *)({'|'.join(_VERDICTS)})((?: po (?=[A-Z]).*)?\s*)$", re.IGNORECASE)
_ORDINAL = re.compile(r" po (?=[A-Z])")

_MARKED = re.compile(
    r"[čćšžđČĆŠŽĐ\u0400-\u04ff]"
    r"|^\s*(?:da li|ko|koga|kome|koj[aei]m?|kojoj|koju|kojom|kada|koliko|je li|nije)\b"
    r"|\b(?:li|je|su|se|nije|da|danas|ima|mo[zž]e|osob[aeiu]|osobom|dr[zž]av\w+|od|za|na|u|i|sa)\b",
    re.IGNORECASE,
)


def is_marked(text: str) -> bool:
    """Tell whether a text has letters or words that only Montenegrin has.

    >>> is_marked("može li Ana glasati"), is_marked("can Ana vote"), is_marked("ko glasa")
    (True, False, True)
    """
    return _MARKED.search(text) is not None


def latin(text: str) -> str:
    """Return a text with Latin letters in the place of Cyrillic ones.

    >>> latin("Може ли Љиљана стећи држављанство")
    'Može li Ljiljana steći državljanstvo'
    """
    return text.translate(_TABLE)


def cyrillic(word: str) -> str:
    """Return a word with Cyrillic letters in the place of Latin ones.

    >>> cyrillic("Ljiljana"), cyrillic("državljanstvo"), cyrillic("injekcija")
    ('Љиљана', 'држављанство', 'инјекција')
    """
    text = _APART.sub(lambda match: f"{match[0][:-1]}\0{match[0][-1]}", word)
    for latin_letters, letter in _PAIRS:
        text = text.replace(latin_letters, letter)
    return text.translate(_BACK).replace("\0", "")


def plain(text: str) -> str:
    """Return a text without the marks of its letters, as many people type it.

    >>> plain("može li Đorđe steći")
    'moze li Djordje steci'
    """
    return text if text.isascii() else text.translate(_PLAIN)


def straight(text: str) -> str:
    """Return a text with straight quotes in the place of Montenegrin ones, as long as before.

    >>> straight("„Ana“")
    '"Ana"'
    """
    return text.translate(_QUOTES)


def line_of(text: str) -> str:
    """Return a question or a statement as the scanner reads it.

    >>> line_of("osoba Ana rođena je 1. maja 1990. godine")
    'osoba Ana rođena je 1990-05-01'
    >>> line_of("nije tačno da je Ana stranac")
    'it is false that je Ana stranac'
    >>> line_of("kazna u trajanju: 1 godina i 1 mjesec")
    'kazna u trajanju: 13 mjeseci'
    """
    pieces = straight(latin(text)).split('"')
    pieces[::2] = [_values(piece) for piece in pieces[::2]]
    text = '"'.join(pieces).rstrip()
    for pattern, put in _STARTS:
        changed = pattern.sub(put, text)
        if changed != text:
            return changed
    return text


def _values(text: str) -> str:
    text = _YEARS_AND_MONTHS.sub(
        lambda found: f"{12 * int(found[1]) + int(found[2])} mjeseci", text
    )
    text = _DAY.sub(_iso, text)
    text = _ISO.sub(r"\1", _PERIOD.sub(_iso_period, text))
    return _SHARE.sub(r"\1%", _DECIMAL.sub(r"\1.\2", text))


def case_file(text: str) -> str:
    r"""Return a case file with English keywords and answers; its sentences stay as they are.

    >>> print(case_file('slučaj "Ana"\n    očekuje se\n        je li Ana stranac: da'))
    case "Ana"
        expect
            je li Ana stranac: yes
    >>> [case_file(f"ko je otac: {none}") for none in ("nema", "niko", "ništa", "nema odgovora")]
    ['ko je otac: none', 'ko je otac: none', 'ko je otac: none', 'ko je otac: silent']
    """
    return "\n".join(_answered(line_of(line)) for line in text.split("\n"))


def is_case_file(text: str) -> bool:
    """Tell whether the cases of a file begin with `slučaj`, or are written in Cyrillic.

    >>> is_case_file('slučaj "Ana"'), is_case_file('case "Ana"')
    (True, False)
    """
    return re.search(r"^(?:slučaj|pozadina|случај|позадина)\b", text, re.MULTILINE) is not None


def _answered(line: str) -> str:
    match = _ANSWER.search(line)
    if match is None:
        return line
    verdict = _VERDICTS[match[2].casefold()]
    return f"{line[: match.start()]}{match[1]}{verdict}{_ORDINAL.sub(' by ', match[3])}"


def _iso(match: "re.Match[str]") -> str:
    """Write a day as year, month and day, as long as it was before where it can be."""
    day, month, name, year = match.groups()
    number = int(month) if month else _MONTH[name.casefold()]
    return f"{year}-{number:02}-{int(day):02}".ljust(len(match.group()))


def _iso_period(match: "re.Match[str]") -> str:
    month, year = match.groups()
    said = f"{year}-{int(month):02}" if month else year
    return said.ljust(len(match.group()))
