"""What people tell of themselves, in their own words, and what of it a case says in the end."""

from typing import NamedTuple

from tests.browser import Scheme


class Story(NamedTuple):
    """A story, and how somebody without a manual gets from it to an answer.

    `chosen` has for each part of the story which of the sentences offered is meant, 0 for none;
    `facts` are what the case says then, `question` is asked in their words, and `meant` is the one
    of the questions offered that they choose. `verdicts` are the answers that are right, of which
    there are several where the law leaves it open how much the story tells.
    """

    language: str
    name: str
    story: str
    chosen: tuple[int, ...]
    facts: tuple[str, ...]
    question: str
    meant: str
    verdicts: tuple[str, ...]
    width: int = 1280
    scheme: Scheme = "light"


OPEN = ("unknown", "depends")

STORIES = (
    Story(
        "en",
        "Ana",
        "Ana is from Serbia. She came on 3rd March this year to visit friends and she never left. "
        "She has no visa.",
        (1, 1, 1, 0),
        (
            "Ana is a national of Serbia from a start to today",
            "Ana made a short stay from 2026-03-03 to an exit",
            "it is false that Ana left for a country on a day",
        ),
        "can she stay longer?",
        "Ana stayed longer than a stay may last",
        OPEN,  # until when she stayed is not told: nobody may take it for granted
    ),
    Story(
        "en",
        "Olga",
        "I'm Russian. My husband Marko is from Montenegro and we got married on 5 May 2022. "
        "I've been living here for 3 years with a temporary residence permit. "
        "I don't speak Montenegrin.",
        (1, 1, 1, 1, 1, 1),
        (
            "Olga is a national of Russia from a start to today",
            "Marko is a national of Montenegro from a start to today",
            "Olga is married to Marko from 2022-05-05",
            '"permit" is a permit for temporary residence',
            "it is false that Olga speaks Montenegrin well enough for basic communication",
        ),
        "can I become a citizen",
        "Olga can acquire Montenegrin citizenship",
        OPEN,
        390,
        "dark",
    ),
    Story(
        "en",
        "Luka",
        "Luka was born in Podgorica on 12 August 2026. His mother is Montenegrin, his father is "
        "German. The parents are not married.",
        (1, 1, 1, 1, 1, 0),
        (
            "Luka was born on 2026-08-12",
            '"mother of Luka" is the mother of Luka',
            '"mother of Luka" is a national of Montenegro from a start to today',
            '"father of Luka" is the father of Luka',
            '"father of Luka" is a national of Germany from a start to today',
        ),
        "is Luka a citizen of Montenegro",
        "Luka acquires citizenship by origin through one parent and birth in Montenegro",
        ("unknown",),  # since when the mother is a national is not told, nor where he was born
    ),
    Story(
        "en",
        "Emily",
        "Emily is an american, she works remotly for a firm in New York. She wants to live in "
        "Kotor for a year. She was never convicted.",
        (1, 1, 0, 0),
        (
            "Emily is a national of United States from a start to today",
            'Emily works electronically for "employer"',
        ),
        "can she get a digital nomad permit",
        "Emily may be granted residence as a digital nomad",
        OPEN,
        390,
    ),
    Story(
        "me",
        "Petar",
        "Petar je iz Bosne i Hercegovine. Doša je 10. juna 2026. na more i ostao je do "
        "25. septembra. Nije se prijavio policiji.",
        (1, 1, 0, 0),
        (
            "Petar is a national of Bosnia and Herzegovina from a start to today",
            "Petar made a short stay from 2026-06-10 to 2026-09-25",
        ),
        "da li je smio toliko da ostane",
        "osoba Petar boravila je duže nego što boravak može trajati",
        ("yes",),  # 108 days; the law allows 90 within 180
        390,
        "dark",
    ),
    Story(
        "me",
        "Dragana",
        "Moja supruga Dragana je državljanka Srbije, udata smo od 2015. godine, živimo zajedno u "
        "Nikšiću 8 godina. Ona nije nikad osuđivana. Imamo dvoje djece.",
        (1, 1, 0, 1, 1, 0),
        (
            'Dragana is married to "supružnik" from a wedding',
            "Dragana is a national of Serbia from a start to today",
            "Dragana really lives in Montenegro",
            "it is false that Dragana was sentenced in a conviction to a term of imprisonment",
        ),
        "može li dobiti crnogorsko državljanstvo",
        "Dragana može steći crnogorsko državljanstvo",
        OPEN,
    ),
    Story(
        "me",
        "Elif",
        "Elif je iz Turske, studira u Podgorici od oktobra 2025. Dozvola joj ističe 1.10.2026. "
        "Nema zdravstveno osiguranje.",
        (1, 0, 1, 1),
        (
            "Elif is a national of Turkey from a start to today",
            '"dokument" expires on 2026-10-01',
            "it is false that Elif has insurance for medical costs",
        ),
        "može li produžiti boravak",
        "privremeni boravak osobe Elif može se produžiti",
        ("no",),  # the conditions of residence have to be met still, health insurance among them
    ),
    Story(
        "me",
        "Wang",
        "Wang je Kinez. Oženjen je Anom od 5. maja 2020. Ana je Crnogorka. Ušao je prije dvije "
        "sedmice. Blablu tralala.",
        (1, 1, 1, 1, 0),
        (
            "Wang is a national of China from a start to today",
            "Wang is married to Ana from 2020-05-05",
            "Ana is a national of Montenegro from a start to today",
            "Wang made a short stay from 2026-11-16 to an exit",
        ),
        "može li postati državljanin",
        "Wang može steći crnogorsko državljanstvo",
        OPEN,
        390,
        "dark",
    ),
)
