"""The short answer: a verdict and a sentence or two."""

from collections import Counter
from collections.abc import Sequence

from engine.answers.reply import Answer, Values
from engine.answers.shown import is_decided, telling
from engine.pages.from_reply import finding_need, silence
from engine.pages.parts import number, parts
from engine.pages.report.document import Block, Note, Paragraph, Point, Points, Run, Text
from engine.pages.report.origin import Origins
from engine.pages.report.references import References
from engine.pages.report.sentences import authority_words, law, sentence, sentence_words
from engine.pages.report.words import Words, law_frame
from engine.proof.node import Finding
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom
from parser.words.question_words import open_kinds
from parser.words.sentence import Predicates


def short_answer(answer: Answer, references: References, origins: Origins) -> list[Block]:
    """Return the verdict in words, with a conflict if there is one."""
    frame = references.words
    verdict = (Run(verdict_word(answer, frame), strong=True), Run(". "))
    if answer.verdict == "silent" and answer.outside:
        why = silence(answer, references.predicates)
        rules = tuple(Point(law(one.text), "") for one in why.entries)
        return [Paragraph((*verdict, Run(f"{why.title}:")), "", "silent"), Points(rules)]
    if answer.verdict == "silent":
        nearest = tuple(Point(law(f"{one}"), "") for one in answer.nearest)
        said = "note.silent_nearest" if nearest else "note.no_nearest"
        text = (*verdict, *frame("short.silent"), Run(" "), *frame(said))
        return [Paragraph(text, "", "silent"), *((Points(nearest),) if nearest else ())]
    atom = _about(answer)
    about = law(sentence_words(atom, references.predicates, some=True))
    if answer.verdict == "yes" or answer.contested:
        about = sentence(atom, references.predicates, some=True)
    denial = sentence(atom, references.predicates, negative=True)
    needed = parts(answer, origins.known).needed
    form = "short.contested" if answer.contested else f"short.{answer.verdict}"
    if not is_decided(answer):
        form = "short.undecided"
    needs = _needs(answer, needed, references)
    text = frame(form, sentence=about, denial=denial, findings=needs)
    if answer.verdict == "unknown" and telling(answer):
        text = (*text, Run(" "), *frame("short.unknown_missing"))
    identity = origins.of(answer.conflicts[0].left) if answer.conflicts else origins.root
    return [Paragraph((*verdict, *text), identity, answer.verdict)]


def verdict_word(answer: Answer, frame: Words) -> str:
    """Write the verdict, as a word of its own where it was not decided."""
    return frame.word(f"verdict.{answer.verdict if is_decided(answer) else 'undecided'}")


def _about(answer: Answer) -> GroundAtom:
    """Return the sentence that was asked about, or that its proof concludes."""
    asked = answer.question.sentence
    args = tuple(term.value if isinstance(term, Constant) else None for term in asked.args)
    found: GroundAtom | None = getattr(answer.proof, "atom", None)
    if found is not None and None in args and answer.verdict == "yes":
        return found
    return GroundAtom(asked.predicate, args)


_NAMED = 2
"""Of how many findings each is named in the short answer."""


def _needs(answer: Answer, needed: Sequence[tuple[Finding, bool]], references: References) -> Text:
    """Name the findings that are open, or of many how many each authority has to make."""
    frame = references.words
    if len(needed) > _NAMED:
        of_each = Counter(finding.authority for finding, _ in needed)
        said = [_several(who, number, references) for who, number in of_each.items()]
    else:
        said = [frame(_form(answer, *each), **_parts(each[0], references)) for each in needed]
    found: list[Run] = []
    for place, text in enumerate(said):
        if place:
            found.append(Run(f" {frame.word('and')} " if place == len(said) - 1 else ", "))
        found.extend(text)
    return tuple(found)


def _form(answer: Answer, finding: Finding, made: bool) -> str:
    if finding_need(answer, finding, made).closing:
        return "short.no_more_one"
    return "short.found_one" if made else "short.refused_one"


def _several(authority: str, number: int, references: References) -> Text:
    who = authority_words(authority, references.words, references.predicates)
    return references.words("short.several", number=str(number), authority=who)


def _parts(finding: Finding, references: References) -> dict[str, str | Text]:
    said = sentence_words(finding.atom, references.predicates, some=True)
    return {
        "authority": authority_words(finding.authority, references.words, references.predicates),
        "sentence": law(said),
    }


def values_answer(reply: Values, frame: Words, predicates: Predicates) -> list[Block]:
    """Return the answer to an open question in a sentence, and what is said of all others."""
    kinds = open_kinds(reply.question)
    certain = [
        ", ".join(law_frame(predicates).value(v, k) for v, k in zip(values, kinds, strict=False))
        for values, answer in reply.rows
        if answer.verdict == "yes"
    ]
    text = frame("short.values_none")
    if reply.how_many:
        text = _how_many(reply, frame)
    elif certain:
        text = frame("short.values", values=law(frame.listed(certain)))
    kind = kinds[0] if len(kinds) == 1 else ""
    key = "others.person" if kind == "person" else "others.kind" if kind else "others.any"
    others = frame(key, kind=law(frame.noun(kind)))
    verdict = Run(frame.word(f"verdict_inside.{reply.others}"))
    rest: Text = (Run(" "), *_capital(others), Run(": "), verdict, Run("."))
    return [Note((*text, *rest))]


def _how_many(reply: Values, frame: Words) -> Text:
    found = number(reply)
    if found.high is None:
        return frame("short.at_least", number=str(found.low))
    if found.high == found.low:
        return frame("short.how_many", number=str(found.low))
    return frame("short.from_to", low=str(found.low), high=str(found.high))


def _capital(text: Text) -> Text:
    first, *rest = text
    return (Run(first.text[:1].upper() + first.text[1:], first.law), *rest)
