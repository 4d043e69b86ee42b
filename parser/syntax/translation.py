"""Text of a translation file -> its tree, a line at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from parser.syntax.translation_tree import (
    NounDecl,
    PairDecl,
    SentenceDecl,
    TextDecl,
    TranslationFile,
    Words,
)
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span

_HEAD = re.compile(r'translation of (?P<law>\S+) "(?P<title>[^"]*)"')
_PUBLISHED = re.compile(r'published "(?P<text>[^"]*)"')
_NOUN = re.compile(r"(?P<noun>[^:]+) (?P<gender>[afmn]): *(?P<cases>.+)")
_PAIR = re.compile(r"(?P<quote>\"?)(?P<of>.+?)(?P=quote) = (?P<said>.+)")
_DECLINED = re.compile(_PAIR.pattern.replace(".+)", "[^:]+?)") + r": *(?P<cases>.+)")
_WORDING = re.compile(r'(?P<word>asks|help) "(?P<text>[^"]*)"')
_CLOSING = re.compile(r"all (?P<phrase>.+)")
_ALSO = re.compile(r"also (?P<form>.+)")
_TEXT = re.compile(r'(?P<id>[\w.-]+)(?: #(?P<digest>[0-9a-f]{6}))?(?: "(?P<title>[^"]*)")?')
_PROPERTY = re.compile(r'(?P<word>says|cites|reads|reason|choice [\w-]+) "(?P<text>[^"]*)"')

SECTIONS = ("nouns", "words", "names", "phrases", "sentences", "texts")


@dataclass(slots=True)
class _Line:
    """A line of the file without its indentation, and how deep that was (in characters)."""

    text: str
    indent: int
    file: str
    offset: int
    number: int

    def words(self, start: int, end: int) -> Words:
        at = self.offset + self.indent
        span = Span(self.file, at + start, at + end, self.number, self.indent + start + 1)
        return Words(self.text[start:end], span=span)

    def group(self, match: "re.Match[str]", name: str) -> Words:
        return self.words(*match.span(name))

    def whole(self) -> Words:
        return self.words(0, len(self.text))


@dataclass(slots=True)
class _Found:
    law: Words | None = None
    title: Words | None = None
    published: str = ""
    nouns: list[NounDecl] = field(default_factory=list)
    words: list[PairDecl] = field(default_factory=list)
    names: list[PairDecl] = field(default_factory=list)
    phrases: list[PairDecl] = field(default_factory=list)
    sentences: list[SentenceDecl] = field(default_factory=list)
    texts: list[TextDecl] = field(default_factory=list)
    waiting: _Line | None = None


def parse_translation(text: str, file: str, problems: list[Diagnostic]) -> TranslationFile | None:
    """Return the tree of a translation file, or None if it does not say to which law it belongs.

    Adds an error for each line that is malformed; the others are read all the same.

    >>> parse_translation('translation of lending "Pozajmljivanje"', "lending.me", []).title.text
    'Pozajmljivanje'
    """
    found = _Found()
    section = ""
    offset = 0
    for number, raw in enumerate(text.split("\n"), 1):
        body = raw.strip()
        line = _Line(body, len(raw) - len(raw.lstrip()), file, offset, number)
        offset += len(raw) + 1
        if not body or body.startswith("#"):
            continue
        if line.indent == 0:
            _end_sentence(found, problems)
            section = _heading(line, found, problems)
        elif section:
            _READERS[section](line, found, problems)
    _end_sentence(found, problems)
    if found.law is None or found.title is None:
        place = Span(file, 0, 1, 1, 1)
        advice = 'start it with `translation of LAW "Title of the law"`'
        problems.append(
            Diagnostic("missing-translation", "this translates no law", place, help=advice)
        )
        return None
    return TranslationFile(
        found.law,
        found.title,
        found.published,
        tuple(found.nouns),
        tuple(found.words),
        tuple(found.names),
        tuple(found.phrases),
        tuple(found.sentences),
        tuple(found.texts),
    )


def _heading(line: _Line, found: _Found, problems: list[Diagnostic]) -> str:
    """Return the section that a line at the margin starts, or '' after reporting what it is."""
    if line.text in SECTIONS:
        return line.text
    head = _HEAD.fullmatch(line.text)
    if head is not None and found.law is None:
        found.law, found.title = line.group(head, "law"), line.group(head, "title")
        return "translation"
    advice = f'write `translation of LAW "…"` once, or one of: {", ".join(SECTIONS)}'
    _malformed(line, "is no section of a translation", advice, problems)
    return ""


def _malformed(line: _Line, what: str, advice: str, problems: list[Diagnostic]) -> None:
    shown = line.text if len(line.text) <= 60 else f"{line.text[:60]}…"
    place = line.whole().span
    problems.append(Diagnostic("malformed-translation", f"`{shown}` {what}", place, help=advice))


def _of_head(line: _Line, found: _Found, problems: list[Diagnostic]) -> None:
    match = _PUBLISHED.fullmatch(line.text)
    if match is None:
        _malformed(line, "is no property of a translation", 'write `published "…"`', problems)
    else:
        found.published = match["text"]


def _noun(line: _Line, found: _Found, problems: list[Diagnostic]) -> None:
    match = _NOUN.fullmatch(line.text)
    cases = _cases(line, match) if match is not None else []
    if match is None or len(cases) != 4:
        advice = "write the gender and four cases: `osoba f: osobe, osobi, osobu, osobom`"
        _malformed(line, "is no noun with its cases", advice, problems)
        return
    found.nouns.append(NounDecl(line.group(match, "noun"), line.group(match, "gender"), (*cases,)))


def _cases(line: _Line, match: "re.Match[str]") -> list[Words]:
    """Return the forms that stand between commas."""
    at = match.start("cases")
    found: list[Words] = []
    for part in re.finditer(r"[^,]+", match["cases"] or ""):
        inner = part.group().strip()
        start = at + part.start() + len(part.group()) - len(part.group().lstrip())
        found.append(line.words(start, start + len(inner)))
    return found


def _name(line: _Line, found: _Found, problems: list[Diagnostic]) -> None:
    match = _DECLINED.fullmatch(line.text)
    if match is None:
        _pair("names")(line, found, problems)
        return
    cases = _cases(line, match)
    if len(cases) != 4:
        advice = "write four cases: `Serbia = Srbija: Srbije, Srbiji, Srbiju, Srbijom`"
        _malformed(line, "is no name with its cases", advice, problems)
        return
    found.names.append(PairDecl(line.group(match, "of"), line.group(match, "said"), (*cases,)))


def _pair(section: str) -> Callable[[_Line, _Found, list[Diagnostic]], None]:
    def read(line: _Line, found: _Found, problems: list[Diagnostic]) -> None:
        match = _PAIR.fullmatch(line.text)
        if match is None:
            _malformed(line, "is no pair", "write `Serbia = Srbija`", problems)
            return
        pairs: list[PairDecl] = getattr(found, section)
        pairs.append(PairDecl(line.group(match, "of"), line.group(match, "said")))

    return read


def _sentence(line: _Line, found: _Found, problems: list[Diagnostic]) -> None:
    """Read a template, the form below it, or what else is said of it below that."""
    closing = _CLOSING.fullmatch(line.text)
    wording = _WORDING.fullmatch(line.text)
    other = _ALSO.fullmatch(line.text)
    waiting = found.waiting
    if waiting is not None and line.indent > waiting.indent:
        found.sentences.append(SentenceDecl(waiting.whole(), line.whole()))
        found.waiting = None
    elif closing is not None and waiting is None and found.sentences:
        last = found.sentences[-1]
        if last.closing is not None:
            _malformed(line, "closes a relation once more", "leave it out", problems)
        phrase = line.group(closing, "phrase")
        found.sentences[-1] = replace(last, closing=last.closing or phrase)
    elif other is not None and waiting is None and found.sentences:
        last = found.sentences[-1]
        found.sentences[-1] = replace(last, also=(*last.also, line.group(other, "form")))
    elif wording is not None and waiting is None and found.sentences:
        last = found.sentences[-1]
        said = line.group(wording, "text")
        if getattr(last, wording["word"]) is not None:
            _malformed(line, "is said of this sentence already", "leave it out", problems)
        elif wording["word"] == "asks":
            found.sentences[-1] = replace(last, asks=said)
        else:
            found.sentences[-1] = replace(last, help=said)
    else:
        _end_sentence(found, problems)
        found.waiting = line


def _end_sentence(found: _Found, problems: list[Diagnostic]) -> None:
    if found.waiting is not None:
        advice = "write its form on the next line, indented further"
        _malformed(found.waiting, "has no form", advice, problems)
        found.waiting = None


def _text(line: _Line, found: _Found, problems: list[Diagnostic]) -> None:
    said = _PROPERTY.fullmatch(line.text)
    if said is not None:
        if not found.texts:
            _malformed(line, "belongs to no id", "write the id on a line above", problems)
            return
        last = found.texts[-1]
        entry = (said["word"], line.group(said, "text"))
        found.texts[-1] = replace(last, said=(*last.said, entry))
        return
    match = _TEXT.fullmatch(line.text)
    if match is None:
        advice = 'write `ID "title"`, and below it `says "…"`, `cites "…"`, `reads "…"`'
        _malformed(line, "is no text of a provision", advice, problems)
        return
    title = line.group(match, "title") if match["title"] is not None else Words("")
    found.texts.append(TextDecl(line.group(match, "id"), match["digest"] or "", title))


_READERS: dict[str, Callable[[_Line, _Found, list[Diagnostic]], None]] = {
    "translation": _of_head,
    "nouns": _noun,
    "words": _pair("words"),
    "names": _name,
    "phrases": _pair("phrases"),
    "sentences": _sentence,
    "texts": _text,
}
