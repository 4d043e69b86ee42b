"""What another reading or body of law answers, in the words of the reading."""

from engine.answers.reply import Verdict
from engine.answers.summary import Otherwise, Turn
from engine.pages.basis import telling_facts
from engine.pages.besides import asked_besides, first_asked, still_open
from engine.pages.compared import side_words
from engine.pages.from_reply import found_words
from engine.pages.page import Entry, Section
from engine.pages.turns import is_unspoken, node_words, turn_words
from engine.proof.node import Compared
from parser.datalog.tree import Apply
from parser.words.sentence import Predicates, Spoken, law_words, say, shown


def otherwise_words(
    one: Otherwise, verdict: Verdict, predicates: Predicates, in_brief: bool = False
) -> str:
    """Say what another choice answers where the answer is a `verdict`, and when a *no* would turn.

    Of what else would be open then it is said `in_brief` how much there is.

    >>> otherwise_words(Otherwise("R-1", "late", "yes", meaning="the last day counts"), "no", {})
    'if "the last day counts" (R-1 late): yes'
    >>> otherwise_words(Otherwise("statute", "off", "silent"), "no", {})
    'if the source page alone is followed: it does not say'
    >>> from datetime import date
    >>> otherwise_words(
    ...     Otherwise("R-1", "off", "no", date(2029, 4, 1), rule="R-1", certain=False), "no", {}
    ... )
    'if the source page alone is followed: no as well, a yes on 2029-04-01 at the earliest (R-1)'
    >>> otherwise_words(Otherwise("statute", "on", "no", rule="S-1", given="so"), "unknown", {})
    'even then, if the statute is followed: no (S-1)'
    """
    found = say(predicates, "it does not say" if one.verdict == "silent" else one.verdict)
    found = found_words(one.found, predicates) if one.found is not None else found
    same = one.verdict == verdict and not one.given and one.found is None
    form = "if {choice}: {verdict} as well" if same else "if {choice}: {verdict}"
    form = _GIVEN.get(one.given, form)
    said = say(predicates, form, choice=choice_said(one, predicates), verdict=found)
    if one.day is not None:
        form = "until {day}" if one.certain else "a yes on {day} at the earliest"
        said = f"{said}, {say(predicates, form, day=shown(one.day, predicates))}"
    return said + because_words(one, predicates, in_brief and same)


def because_words(one: Otherwise, predicates: Predicates, in_brief: bool = False) -> str:
    """Say after what another choice answers by which rule, what to ask there, or what is open."""
    said = _source(one, predicates)
    if one.instead:
        told = node_words(one.instead[0], predicates)
        said = "" if one.rule and one.rule in told else said
        return f"{said}; {say(predicates, 'there: {said}', said=told)}"
    if one.asks is not None:
        # what the law asks for besides is named in full, what some other reading does is not
        if one.meaning or one.choice == "off":
            asked = first_asked(one.asks, predicates)
        else:
            asked = asked_besides(one.asks, one.then, predicates)
        return f"{said}; {asked}"
    if one.waits is None:
        return said
    told = f"{said}: {_waits(one.waits, predicates)}"
    if not one.then:
        return told
    open_ = still_open(one.then, predicates, in_brief)
    return f"{told}; {say(predicates, 'still open even then: {turns}', turns=open_)}"


def _source(one: Otherwise, predicates: Predicates) -> str:
    """Write by which provision a body of law answers otherwise, and how sure its reading is.

    Of a reading the rule alone is named: the page cites its law anyway.
    """
    provision = one.provision
    if provision is None or one.meaning:
        return f" ({one.rule})" if one.rule else ""
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    source = f"{provision.rule}, {said.cites}" if said.cites else provision.rule
    if provision.confidence in ("low", "medium"):
        level = say(predicates, provision.confidence)
        source += f"; {say(predicates, 'confidence: {level}', level=level)}"
    return f" ({source})"


def _waits(turn: Turn, predicates: Predicates) -> str:
    """Write what is open, or from what the day is counted that is waited for."""
    if isinstance(turn.node, Compared):
        compared, bindings = turn.node.comparison, dict(turn.node.bindings)
        for side, value in ((compared.left, turn.node.left), (compared.right, turn.node.right)):
            if isinstance(side, Apply) and value == turn.day:
                facts = [one for one in telling_facts(turn) if not is_unspoken(one, predicates)]
                told = (node_words(one, predicates) for one in facts[:1])
                return "; ".join((*told, side_words(side, value, bindings, predicates)))
    return turn_words(turn, predicates)


def law_section(
    one: Otherwise, verdict: Verdict, predicates: Predicates, in_brief: bool = False
) -> Section:
    """Return the line that says directly under an answer what it is with or without a body of law.

    >>> made = law_section(Otherwise("statute", "on", "no", rule="STAT-11"), "yes", {})
    >>> made.title, made.entries[0].text
    ('If the statute is followed', 'no (STAT-11)')
    """
    told = otherwise_words(one, verdict, predicates, in_brief)
    title, _, rest = told.partition(": ")
    title = f"{title[:1].upper()}{title[1:]}"
    return Section(title, (Entry(rest),), brief=True)


_GIVEN = {
    "so": "even then, if {choice}: {verdict}",
    "not so": "with the other answer, if {choice}: {verdict}",
    "next": "even with what is asked next, if {choice}: {verdict}",
}
"""How it is said what a choice answers where something is taken for granted that is asked."""


def choice_said(one: Otherwise, predicates: Predicates) -> str:
    """Write a choice by its meaning, with its name to look it up by."""
    if one.meaning:
        return say(
            predicates,
            '"{meaning}" ({name})',
            meaning=_meaning(one, predicates),
            name=f"{one.switch} {one.choice}",
        )
    if one.choice == "off":
        return say(predicates, "the source page alone is followed")
    return say(predicates, "the {law} is followed", law=law_words(one.switch, predicates))


def _meaning(one: Otherwise, predicates: Predicates) -> str:
    if not isinstance(predicates, Spoken):
        return one.meaning
    said = predicates.choice(one.switch, one.choice)
    meaning = said.removeprefix(f"{law_words(one.switch, predicates)} (").removesuffix(")")
    return one.meaning if meaning == one.choice else meaning
