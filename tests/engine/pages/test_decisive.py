"""What a short page always tells: the values that decide, which ways are open, other law's answer.

It is read as by somebody who signs it: nothing that decides may hide behind a count, and nothing
may be called a way that nobody can take.
"""

from engine.answers.ask import ask
from engine.commands.answered import short_answer
from engine.pages.language import spoken
from engine.pages.text import Medium
from kb.from_files import load_cases, load_texts, read_cases
from tests.laws import EXAMPLES, laws_of, shipped

LAW = """\
law harbour "Rules of the harbour"

kind boat
kind berth

vocabulary
    {boat} was built on {day: date}                      (given, single)
    {boat} is moored at {berth}                          (given, single)
    {boat} leaves on {day: date}                         (given, single)
    {boat} was announced on {day: date}                  (given, single)
    {boat} was towed from {start: date} to {finish: date}    (given)
    {boat} has a pilot                                   (given)
    {boat} is exempt                                     (given)
    {boat} may stay
    {boat} was announced in time
    {boat} needs a pilot

rule H-1 "Old boats"
    cites "section 1"
    a boat may stay
    if the boat was built on a day
    and the day < 1950-01-01

rule H-2 "Boats in the basin"
    cites "section 2"
    a boat may stay
    if the boat is moored at Basin

rule H-3 "Boats that leave soon"
    cites "section 3"
    a boat may stay
    if the boat leaves on a day
    and the day <= 2026-07-01

rule H-4 "Announced"
    cites "section 4"
    a boat was announced in time
    if the boat was announced on a day
    and the boat leaves on another day
    and the day < the other day

rule H-5 "Pilots"
    cites "section 5"
    a boat needs a pilot
    if the boat was built on a day

rule H-6 "Long tows"
    cites "section 6"
    notwithstanding H-5
    it is false that a boat needs a pilot
    if the boat was towed from a start to a finish
    and days from the start to the finish >= 30

rule H-7 "Pilots of their own"
    cites "section 7"
    notwithstanding H-5
    it is false that a boat needs a pilot
    if the boat has a pilot
    and it is false that the boat is exempt
"""

BUILT = "Gull was built on 1960-04-01\n"
LEAVES = f"{BUILT}Gull is moored at Quay\nGull leaves on 2026-08-01"


def told(question: str, facts: str) -> str:
    """Return the short page about a boat as one line."""
    kb = load_texts((("harbour.law", LAW),))
    lines = "".join(f"        {line}\n" for line in facts.splitlines())
    (case,) = read_cases(f'case "x"\n    as of 2026-06-01\n    given\n{lines}', "x.case", kb)
    reply = ask(kb, question, case)
    return " ".join(short_answer(kb, case, reply, kb.predicates, "pydatalog", Medium()).split())


def test_what_is_settled_for_good_is_told_in_one_point_below_the_ways() -> None:
    page = told("may Gull stay", LEAVES)
    assert "Ways, nearest first: 1 Boats that leave soon: Gull leaves on 2026-08-01" in page
    assert "; Old boats: Gull was built on 1960-04-01" in page
    assert "1960-04-01 is not before 1950-01-01 (10 years, 3 months and 1 day too late)" in page
    assert "Gull is moored at Quay (x.case:5), and so not at Basin" in page


def test_where_all_is_settled_no_way_is_promised() -> None:
    page = told(
        "may Gull stay",
        f"{BUILT}Gull is moored at Quay\nit is false that Gull leaves on a day",
    )
    assert "No way is open on these facts; what closes each: 1 Boats that leave soon: " in page


def test_an_exception_that_does_not_apply_says_why_in_the_same_line() -> None:
    page = told(
        "does Gull need a pilot",
        f"{BUILT}Gull was towed from 2026-01-01 to 2026-01-29\nit is false that Gull has a pilot\n"
        "all cases where Gull was towed from a start to a finish are given",
    )
    assert 'the exception H-6 "Long tows" does not apply: Gull was towed from' in page
    assert "29 is less than 30" in page
    assert '"Pilots of their own" does not apply: Gull does not have a pilot (x' in page


def test_an_exception_that_applies_tells_what_somebody_denied_for_it() -> None:
    page = told(
        "does Gull need a pilot", f"{BUILT}Gull has a pilot\nit is false that Gull is exempt"
    )
    assert "applies: Gull has a pilot (x.case:5); Gull is not exempt (x" in page


def test_two_facts_of_the_same_day_are_both_told() -> None:
    page = told(
        "was Gull announced in time", "Gull was announced on 2026-05-01\nGull leaves on 2026-05-01"
    )
    assert "Gull was announced on 2026-05-01 (x.case:4)" in page
    assert "Gull leaves on 2026-05-01 (x.case:5)" in page


def test_the_day_that_a_sentence_is_about_is_told_with_what_gives_it() -> None:
    (file,) = EXAMPLES.rglob("armed-forces.case")
    laws = laws_of(file)
    (case,) = (
        one for one in load_cases(file, laws) if one.title == "Born on the day after the service"
    )
    question = "is Kit a British citizen by birth to a member of the armed forces"
    reply = ask(laws, question, case)
    page = short_answer(laws, case, reply, laws.predicates, "pydatalog", Medium())
    line = " ".join(page.split())
    assert "Kit was born on 2020-01-02 (armed-forces.case:54); 2020-01-01 is before" in line


def test_what_another_law_answers_stands_directly_under_the_answer() -> None:
    laws = shipped()
    (case,) = (
        one
        for one in load_cases(EXAMPLES / "statute" / "vuk.case", laws)
        if one.title == "Vuk, married for four years"
    )
    reply = ask(laws, "can Vuk obtain citizenship by admittance through marriage", case)
    page = short_answer(laws, case, reply, laws.predicates, "pydatalog", Medium())
    head, under, *_ = page.split("\n\n")
    assert head.startswith("YES by the source page alone (NO by the statute): can Vuk obtain ")
    open_then = " ".join(under.split()).partition("still open even then: ")[2]
    assert open_then.startswith("(1) when was Vuk born? (2) does Vuk have a place to live")
    assert "(3) does any conviction count against Vuk? (needed: no) Ministry of Int" in open_then
    assert "(4) is the income of Vuk steady" in open_then and "(5) is it compatible" in open_then
    assert " ".join(under.split()).startswith(
        "If the statute is followed: no, a yes on 2029-09-01 at the earliest (STAT-11, "
        "Article 11, paragraph 1; confidence: medium): Vuk "
    )


def test_what_is_open_under_another_law_is_asked_in_the_same_line() -> None:
    laws = shipped()
    (case,) = (
        one
        for one in load_cases(EXAMPLES / "statute" / "iva.case", laws)
        if one.title == "Iva, a conductor"
    )
    reply = ask(laws, "can Iva obtain citizenship by admittance for special interest", case)
    for language, said in (
        ("en", "unknown (STAT-12, Article 12); ask: has President proposed the admission of Iva?"),
        ("me", "nije razjašnjeno (STAT-12, Član 12); pitati: da li je prijem osobe Iva"),
    ):
        words = spoken(laws, language)
        page = short_answer(laws, case, reply, words, "pydatalog", Medium(), language=language)
        assert said in " ".join(page.split())


def test_ways_without_room_are_named() -> None:
    laws = shipped()
    (case,) = (
        one
        for one in load_cases(EXAMPLES / "citizenship" / "clara.case", laws)
        if one.title == "Clara, married too recently and of no special interest"
    )
    reply = ask(laws, "can Clara obtain citizenship by admittance", case)
    page = short_answer(laws, case, reply, laws.predicates, "pydatalog", Medium())
    assert len(page.splitlines()) <= 24
    line = " ".join(page.split())
    assert "3, 4 Admittance for special interest (denied in line 10); Admittance: the " in line
    assert "5 Admittance of children: settled for good on these facts: Clara was born" in line
    assert " more 5 " not in line


def test_what_is_counted_ends_with_the_day_of_the_question() -> None:
    laws = shipped()
    (file,) = EXAMPLES.rglob("02-days-of-visa-c.case")
    (case,) = (one for one in load_cases(file, laws) if one.title.startswith("Back in Montenegro"))
    reply = ask(laws, "Olena has used how many days of the six months", case)
    page = short_answer(laws, case, reply, laws.predicates, "pydatalog", Medium())
    line = " ".join(page.split())
    assert "of which only 2026-05-01 to 2026-05-10 count" in line
    (file,) = EXAMPLES.rglob("05-technician.case")
    (case,) = (one for one in load_cases(file, laws) if "and one more" in one.title)
    reply = ask(laws, "Lena has used how many days of the work year", case)
    assert "2026-07-01" not in short_answer(
        laws, case, reply, laws.predicates, "pydatalog", Medium()
    )
