"""The case of a generated law, and what is asked about it."""

from parser.resolved.vocabulary import VALUE_KINDS
from tests.semantics.drafts import Draft, Lines
from tests.semantics.phrases import (
    BASE,
    CONSTANTS,
    DERIVED,
    FOREIGN,
    PARTIAL,
    PEOPLE,
    TODAY,
    Phrase,
)


def case(draft: Draft, choices: Lines) -> str:
    """Return a case about the sentences that the law uses."""
    said: Lines = []
    for phrase in draft.used.values():
        if phrase in BASE.values() and phrase.attributes != "listed":
            said += _statements(draft, phrase)
    lines = ['case "c"', f"    as of {TODAY}", *(f"    {one}" for one in choices), "    given"]
    return "\n".join([*lines, *(f"        {one}" for one in dict.fromkeys(said)), ""])


def _statements(draft: Draft, phrase: Phrase) -> Lines:
    """Return what a case says of one sentence."""
    found: Lines = []
    subjects = CONSTANTS[phrase.slots[0][1]]
    for subject in subjects:
        for _ in range(draft.random.choice((0, 1, 1, 2))):
            found += _statement(draft, phrase, subject)
    many = phrase.values > 1
    if draft.random.random() < (0.9 if many else 0.35):
        draft.reached[phrase.construct, "closed for all"] += 1
        found.append(f"all cases where {phrase.anything} are given")
    elif draft.random.random() < 0.3 and len(phrase.slots) > 1:
        draft.reached[phrase.construct, "closed for one"] += 1
        rest = [f"a {role}" for role, _ in phrase.slots[1:]]
        found.append(f"all cases where {phrase.say([subjects[0], *rest])} are given")
    return found


def _statement(draft: Draft, phrase: Phrase, subject: str) -> Lines:
    """Return one statement or denial about somebody."""
    denies = draft.random.random() < 0.35
    terms = [subject]
    what = "denied whole" if denies else "stated"
    for role, kind in phrase.slots[1:]:
        draw = draft.random.random()
        if kind not in VALUE_KINDS:
            others = [
                one for one in CONSTANTS[kind] if one != subject or draft.random.random() < 0.3
            ]
            terms.append(f"a {role}" if denies and draw < 0.4 else draft.random.choice(others))
        elif draw < 0.3 and not (role == "season" and not denies):
            terms.append(f"a {role}")
            what = "denied whole" if denies else "value not known"
        elif kind == "date" and draw < 0.55:
            terms.append(draft.random.choice(PARTIAL))
            what = "denied partial date" if denies else "partial date stated"
        elif kind == "amount" and not denies and draw > 0.95:
            terms.append(FOREIGN)
            what = "another currency stated"
        else:
            terms.append(draft.random.choice(CONSTANTS[kind]))
            what = "denied value" if denies else what
    if what in draft.avoid or f"{phrase.construct} {what}" in draft.avoid:
        return []
    draft.reached[phrase.construct, what] += 1
    return [f"{'it is false that ' if denies else ''}{phrase.say(terms)}"]


def questions(draft: Draft) -> tuple[str, ...]:
    """Return what is asked: everything that rules conclude, about everybody."""
    found: Lines = []
    for name in draft.concluded:
        phrase = DERIVED[name]
        role, kind = phrase.slots[-1]
        for person in CONSTANTS[phrase.slots[0][1]]:
            if len(phrase.slots) == 1:
                found.append(phrase.say([person]))
            elif kind == "person":
                found += [phrase.say([person, other]) for other in PEOPLE]
            else:
                values = draft.random.sample(CONSTANTS[kind], 2)
                found += [phrase.say([person, value]) for value in values]
                if "asked" not in phrase.attributes:
                    found += [
                        phrase.say([person, f"a {role}"]),
                        phrase.say([person, f"what {role}"]),
                    ]
        if len(phrase.slots) == 1:
            found += [phrase.say(["who"]), phrase.say(["someone"])]
    return tuple(found)
