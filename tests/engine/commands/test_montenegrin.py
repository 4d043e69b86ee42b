"""What commands print about questions and cases in Montenegrin."""

from pathlib import Path

import pytest

from tests.engine.commands.running import zakonik

CASE = """\
slučaj "Ana, dvije godine u braku"
    na dan 2026-11-23
    dato
        Ana je u braku sa osobom Marko od 1. maja 2024. godine
        Ana ima stalni boravak od 10. januara 2022. godine
        Marko ima državljanstvo države Crna Gora od 1. januara 1980. godine do danas
        prijem osobe Ana je u interesu Crne Gore
        potpun je spisak: brakovi osobe Ana
    očekuje se
        može li Ana steći državljanstvo prijemom po osnovu braka: da
"""
QUESTION = "može li Ana steći državljanstvo prijemom po osnovu braka"
REGISTER = Path(__file__).parents[3] / "examples" / "register"


def test_test_says_what_was_expected_in_the_language_of_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ana.case"
    file.write_text(CASE, encoding="utf-8")
    printed = zakonik(capsys, "test", str(file)).out.splitlines()
    assert printed[2:4] == ["  očekivano: da", "  dobijeno:  ne"]
    said = "1 slučaj, od toga kako se očekuje: 0; 1 očekivanje, od toga ispunjeno: 0"
    assert printed[-1] == said


def test_check_counts_in_the_language_of_the_cases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ana.case"
    file.write_text(CASE, encoding="utf-8")
    said = "datoteke propisa: 50, datoteke slučajeva: 1, greške: 0, upozorenja: 0\n"
    assert zakonik(capsys, "check", str(file)).out == said


def test_whatif_says_what_is_supposed_in_the_language_of_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ana.case"
    file.write_text(CASE, encoding="utf-8")
    other = ["--fact", "Ana je u braku sa osobom Marko od 1. maja 2020. godine"]
    taken = ["--without", "Ana je u braku sa osobom Marko od 1. maja 2024. godine"]
    printed = zakonik(capsys, "whatif", QUESTION, "--case", str(file), *other, *taken).out
    assert printed.startswith(f"NE → DA: {QUESTION}\n\nŠta se pretpostavlja:\n  - bez: Ana je")
    assert "(činjenica 1); " in " ".join(printed.split())


def test_screen_counts_in_the_language_of_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "je li osoba {osoba} mlađa od osamnaest godina"
    out = tmp_path / "answers.csv"
    args = ["--data", str(REGISTER), "-o", str(out), "--as-of", "2026-11-23"]
    printed = zakonik(capsys, "screen", asked, *args).out.splitlines()
    assert printed[0] == asked
    words = [line.rsplit(maxsplit=2)[0].strip() for line in printed[1:4]]
    assert words == ["ne", "nije razjašnjeno", "da"]
    assert printed[4] == f"zapisano: {out}"
