"""Pages of worked cases to the letter, each for what somebody who was to sign it found missing.

`python -m tests.engine.pages.test_golden` writes them again: look at each difference.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.from_files import load_cases
from tests.laws import FILES, laws_of
from tests.reading import Drawn, page_of

FOLDER = Path(__file__).parent / "golden"

PAGES = {
    "a-passport-and-a-ban": ("precedence", "No national any more, with a Montenegrin", 0, "en"),
    "pasos-i-zabrana": ("precedence", "No national any more, with a Montenegrin", 0, "me"),
    "a-sum-of-nothing": ("section-3306", "$1,500 in a year: paragraph (a)(1)(A)", 7, "en"),
    "what-no-wife-is-asked": ("ana", "Ana, married for six years", 0, "en"),
    "one-of-several-works": (
        "work-categories",
        "Item 3: not known whether it is",
        1,
        "en",
    ),
    "sta-pitati-zatim": (
        "work-certificates",
        "The significance of the project",
        0,
        "me",
    ),
    "a-list-that-is-open": (
        "visas-short-stay",
        "A stay that goes on past the six months, an",
        0,
        "en",
    ),
    "koje-pitanje-ostavlja-otvoreno": ("absence", "Not known whether a temporary", 0, "me"),
    "the-same-way-elsewhere": ("boris", "Boris", 0, "en"),
    "a-yes-that-ends-tomorrow": (
        "marriage",
        "Married for six years, and the husband died tomorrow",
        0,
        "en",
    ),
    "what-is-open-besides": ("grant", "Too little knowledge of what citizenship", 0, "en"),
    "days-that-count": ("work-limits", "The day after the work year opens the", 3, "en"),
    "koji-dani-se-racunaju": ("work-limits", "The day after the work year opens the", 3, "me"),
    "a-reason-of-its-own": ("section-68", "Letters (A) to (D)", 3, "en"),
    "a-number-read-otherwise": ("02-days-of-visa-c", "Back in Montenegro within the six", 0, "en"),
    "dan-po-drugom-tumacenju": ("02-days-of-visa-c", "Back in Montenegro within the six", 2, "me"),
    "a-total-that-is-open": ("presence", "Too few days, and other stays are not", 0, "en"),
    "what-another-crosses-at": ("joint-documents", "Listed, the holder crosses elsewhere", 1, "en"),
    "none-of-several-kinds": ("entry", "An airport transit visa is no visa for entry", 2, "en"),
    "a-limit-that-cuts-short": ("section-3301", "An employer", 0, "en"),
    "why-it-is-another-day": ("readings", "Ten days since the entry, the day of entry c", 2, "en"),
    "of-any-conviction": ("edges-citizenship", "Assurance before release, and nothing", 0, "en"),
    "a-reading-by-its-rule": ("dana", "Dana, who has not said", 0, "en"),
    "no-journey-at-all": ("permanent-residence-grant", "False data, permanent residence", 2, "en"),
    "a-time-worked-out": ("06-seasonal-waiter", "A summer of seasonal work", 1, "en"),
    "a-day-of-a-condition": ("illegal-stay", "A ban against a long stay visa, a tra", 2, "en"),
    "zakon-koji-nije-primijenjen": ("citizenship-loss", "Without the statute nothing is", 0, "me"),
    "of-which-type": ("visas-airport", "A visa of unknown type", 1, "en"),
    "what-is-so-without-the-statute": (
        "statute-visas",
        "Turkey, the day of the new decision, with",
        0,
        "en",
    ),
    "the-same-agreement": ("connections", "With whom the agreement was concluded is", 0, "en"),
    "all-premises-named": (
        "origin-application",
        "Adult application, the Montenegrin parent died on the day before",
        0,
        "en",
    ),
    "silence-decides": ("section-3306", "After the end of employment: paragraph (b)", 4, "en"),
    "who-lives-elsewhere": (
        "adoption",
        "Convention adoption, habitually resident to the da",
        0,
        "en",
    ),
    "the-day-itself": ("07-stepdaughter", "A stepdaughter on the day before her", 1, "en"),
    "by-the-plan": ("02-days-of-visa-c", "Back in Montenegro within the six", 3, "en"),
    "zakon-to-uskracuje": ("vuk", "Vuk, married for four years", 0, "me"),
    "a-statute-that-asks-for-more": ("marriage", "Marriage alone does not need article 8", 0, "en"),
    "a-last-day-that-is-past": ("visas-airport", "Visa A for a day less than three", 1, "en"),
    "rok-u-recenici": ("permanent-residence", "The last day for the opinion of the", 1, "me"),
    "not-yet": ("edges-citizenship", "Childhood application to be filed tomorrow, the b", 0, "en"),
    "nor-on-that-day": ("08-five-years", "Five years not yet complete", 0, "en"),
    "ten-months-read-as-days": (
        "precedence",
        "Five years of subsidiary protection, broken by too",
        0,
        "en",
    ),
    "the-body-that-knows": ("statute-2026", "The value is not stated", 0, "en"),
    "silence-is-no-finding": ("04-silent-police", "The police have not answered", 2, "en"),
    "a-day-too-late": ("visas-entries", "A transit visa, the departure on the sixth", 0, "en"),
    "not-every-possibility": ("work-limits", "Perhaps other work: an earlier day", 2, "en"),
}
"""Of each page the file of its case, how the title of the case begins, which of its expectations.

What each is for: of whoever carries a document it is not said that they carry none; a sum that
falls short says of what it is the sum, and that nothing counts; where an answer to what is asked
leaves the question open, the page says what to ask next, and of several questions which of them may
do so; of a list that has to be complete it says what is stated of it so far, and what it is counted
for; under another body of law the first question is one of the way that the answer takes, and what
it asks besides stands beside what is promised; a *yes* says first when it ends, if that is soon;
what is open beside a *no* is told as open; of a stay that goes on the days that count are named;
that a page goes no further is no reason; beside a number or a day stands what it is if the law is
read otherwise; a count that a list leaves open stands beside its limit; what would have to be other
than stated is named with the fact that asks for it; of several kinds each is closed;
a limit of the law that cuts a sum short is shown; of the right value stands how it is worked
out; nobody is asked of a conviction as if there were one; what another reading answers is cited by
its own rule; where no journey was made nothing is said of the days of any; a number of days is one
number; the end of a condition is no end of the answer; where no provision that was followed speaks
of a matter the page says how to ask the one that does; that not all was tried is told as that; a
value of few is asked for once; a *no* of the source page alone says what is so there; what was
asked of one agreement is not asked of some other; no fact that an answer rests on is only counted;
where silence decides it is said that it does; why something stands against an answer is the
sentence that does; of a day to come it is not said that it is today; days to come are no days
spent, and a *yes* by them is one by the plan; what another body of law makes of a verdict stands
beside it, with all that it asks for besides; a day that is the answer stands in its sentence, with
how far off it is; whoever is married is not asked whether she is a child; a *no* that time turns
says so at once, and one that it does not turn too; a reading of low confidence on which an answer
hangs is told; a body of which a sentence speaks is asked; a day after the last one is late, not
short; of what nobody found nothing is told as found.
"""


def page(name: str) -> str:
    """Return a page as it is printed today."""
    stem, title, place, language = PAGES[name]
    (file,) = (one for one in FILES if one.stem == stem)
    cases = load_cases(file, laws_of(file))
    (case,) = (one for one in cases if one.title.startswith(title))
    return page_of(Drawn(file, case, case.expectations[place], language))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_was_looked_at(name: str) -> None:
    assert page(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_every_file_is_a_page() -> None:
    assert {one.stem for one in FOLDER.glob("*.txt")} == {*PAGES}


def written() -> Iterator[Path]:
    """Write all pages again, and yield their files."""
    for name in PAGES:
        file = FOLDER / f"{name}.txt"
        file.write_text(page(name), encoding="utf-8")
        yield file


if __name__ == "__main__":
    print(*written(), sep="\n")
