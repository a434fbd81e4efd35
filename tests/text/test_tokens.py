import re
from collections.abc import Callable
from unicodedata import category

import pytest

from sinoru.text import tokens
from sinoru.text.tokens import LONGEST_TOKEN, fold, index_text, locate_words, surface_words

Finds = Callable[[str, str], bool]


@pytest.mark.parametrize(
    "written", ["Su30", "Su-30", "SU-30s", "su 30", "su-30", "Su‑30", "Su–30", "Su-30's", "Su-30s'"]
)
def test_a_designator_is_one_however_it_is_written(written: str) -> None:
    assert index_text(written) == "su 30"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("MiG-29UB", "mig 29 ub"),
        ("F-117A", "f 117 a"),
        ("Tu-22M3", "tu 22 m 3"),
        ("S-300PMU-1", "s 300 pmu 1"),
        ("Mi-24s", "mi 24"),
        ("G8", "g 8"),
        ("Су-30", "су 30"),
    ],
)
def test_letters_and_digits_are_parted(written: str, expected: str) -> None:
    assert index_text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,200", "1200"),
        ("1,234,567", "1234567"),
        ("$1,200.50", "1200d50"),
        ("10.5%", "10d5 percent"),
        ("5.48", "5d48"),
        ("12,34", "12d34"),
        ("٥٫٤٨", "5d48"),
        ("10 %", "10 percent"),
        ("a%20b", "a 20 b"),
        ("3:2", "3c2"),
        ("12:30:15", "12 30 15"),
        ("08.05.1999", "08 05 1999"),
        ("14.2.1.0", "14 2 1 0"),
        ("8–10", "8 10"),
        ("8,1999", "8 1999"),
        ("1999,200", "1999 200"),
        ("1990s", "1990"),
        ("1990's", "1990"),
        ("1990s-era", "1990 era"),
        ("8th", "8"),
        ("1st 2nd 3rd 21st", "1 2 3 21"),
        ("30th-anniversary", "30 anniversari"),
        ("5km", "5 km"),
        ("km²", "km 2"),
        ("1999-05-08", "1999 05 08"),
        ("3stars", "3 star"),
    ],
)
def test_numbers(written: str, expected: str) -> None:
    assert index_text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Yeltsin's", "yeltsin"),
        ("Yeltsin’s", "yeltsin"),
        ("YELTSIN'S", "yeltsin"),
        ("Yeltsins'", "yeltsin"),
        ("'Yeltsin'", "yeltsin"),
        ("‘Yeltsin’s’", "yeltsin"),
        ("U.S.'s", "us"),
        ("Ch'ing's", "ching"),
        ("it's", "it"),
    ],
)
def test_possessives_are_dropped(written: str, expected: str) -> None:
    assert index_text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Xi’an", "xian"),
        ("O'Brien", "obrien"),
        ("T'ang", "tang"),
        ("Gor´kii", "gorkii"),
        ("don't", "dont"),
        ("'s", "s"),
        ("rock 'n' roll", "rock n roll"),
    ],
)
def test_apostrophes_join(written: str, expected: str) -> None:
    assert index_text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("U.S.", "us"),
        ("U.S.-led", "us led"),
        ("U.S.S.R.", "ussr"),
        ("(U.N.)", "un"),
        ("8 a.m.", "8 am"),
        ("B.N. Yeltsin", "bn yeltsin"),
        ("Beijing.Moscow", "beij moscow"),
        ("plan B. Now", "plan b now"),
    ],
)
def test_initials_are_one_word(written: str, expected: str) -> None:
    assert index_text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sino-Russian", "sino russian"),
        ("Russia/China", "russia china"),
        ("snake_case", "snake case"),
        ("“Strategic” — partnership…", "strateg partnership"),
        ("北约轰炸", "北 约 轰 炸"),
        ("NATO轰炸Belgrade", "nato 轰 炸 belgrad"),
        ("中、俄", "中 俄"),
        ("Борис Ельцин", "борис ельцин"),
        ("peace 🕊️ talks", "peac 0u128330 talk"),
        ("C++, C# and .NET", "cplusplus csharp and net"),
        ("a+b=c", "a b c"),
        ("a\0b", "a b"),
        ("", ""),
        (" \n\t ", ""),
        ("?!—…", ""),
    ],
)
def test_only_letters_and_digits_are_left(written: str, expected: str) -> None:
    assert index_text(written) == expected


@pytest.mark.parametrize(
    "forms",
    [
        "treaty treaties",
        "visit visits visited visiting",
        "bomb bombs bombing bombings bombed",
        "embassy embassies",
        "negotiate negotiated negotiation negotiations",
        "Kosovar Kosovars",
        "weapon weapons",
        "agree agreed agrees",
        "relation relations",
        "China China's",
        "café cafés",
    ],
)
def test_inflections_share_a_token(forms: str) -> None:
    assert len(set(index_text(forms).split())) == 1


@pytest.mark.parametrize("pair", ["news new", "Russia Russian", "Serbia Serb", "universe union", "may maybe"])
def test_different_words_do_not(pair: str) -> None:
    assert len(set(index_text(pair).split())) == 2


@pytest.mark.parametrize("words", ["договоры", "визитов", "Ельцина", "ученые", "αθηναιοι"])
def test_other_scripts_are_not_stemmed(words: str) -> None:
    assert index_text(words) == fold(words).text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Su30", "India ordered SU-30s in 1996."),
        ("su 30", "The Su-30MKI deal"),
        ("SU-30s", "forty Su30 aircraft"),
        ("sino russian", "Sino-Russian relations"),
        ("Sino-Russian", "Sino-Russian relations"),
        ("Sino-Russian", "sino russian ties"),
        ("Королев", "Сергей Королёв"),
        ("Королёв", "Сергей Королев"),
        ("北约", "北约轰炸"),
        ("约轰", "北约轰炸"),
        ("大使館", "中国大使馆"),
        ("沢", "澤"),
        ("สถานทูตจีน", "สถานทูตจีนในเบลเกรดถูกทิ้งระเบิด"),
        ("ເບວເກຣດ", "ສະຖານທູດຈີນໃນເບວເກຣດ"),
        ("سفارة", "قصف السفارة الصينية"),
        ("السفارة", "سفارة في بلغراد"),
        ("שגרירות", "הפצצת השגרירות"),
        ("☕", "Coffee ☕️ is served"),
        ("cplusplus", "C++"),
        ("5,48 billion", "trade of $5.48 billion"),
        ("10.5", "10,5 Prozent"),
        ("대사관", "중국대사관폭격"),
        ("Xian", "the Xi’an line"),
        ("Xi'an", "Xian"),
        ("10.5", "up 10.5% on the year"),
        ("5.48 billion", "trade of $5.48 billion"),
        ("1200", "1,200 sorties"),
        ("1,200", "1200 sorties"),
        ("1990", "in the 1990s"),
        ("1990s", "in the early 1990’s"),
        ("8 May", "on the 8th of May"),
        ("US", "a U.S. bomber"),
        ("u.s.", "the US bomber"),
        ("“Security Council”", "the UN Security Council's vote"),
        ("Yeltsin", "Yeltsin's call"),
        ("Yeltsin's", "Yeltsin called"),
        ("lodz", "in Łódź"),
        ("Łódź", "in Lodz"),
        ("nai\u0308ve", "a naïve view"),
    ],
)
def test_what_is_typed_one_way_finds_what_is_written_another(finds: Finds, typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Su30", "a su in 1999, and 30 others"),
        ("Su-30", "Su-27 and 30 Su-24s"),
        ("北约", "约北"),
        ("10.5", "10 of 5"),
        ("1200", "1 and 200"),
        ("мой", "мои"),
        ("か", "が"),
    ],
)
def test_what_differs_is_not_found(finds: Finds, typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_sqlite_keeps_every_letter_and_digit_of_unicode(stored_tokens: Callable[[str], list[str]]) -> None:
    # All but the bulk of Han and Hangul.
    points = (*range(0x3500), *range(0x9FF0, 0xAD00), *range(0xF900, 0x1F000))
    chars = [chr(point) for point in points if category(chr(point))[0] in "LMN"]
    made = [token for char in chars for token in index_text(f"q{char}q {char}").split()]
    assert stored_tokens(" ".join(made)) == made


def test_a_very_long_word_is_cut_alike_in_text_and_query(finds: Finds) -> None:
    assert index_text("x" * 100_000) == "x" * LONGEST_TOKEN
    assert finds("x" * 1000, "x" * 100_000)


def test_tokens_are_the_same_when_those_remembered_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_MOST_CACHED", 3)
    text = "The treaties, the visits and the Su-30s of the embassy"
    assert index_text(f"{text} {text}") == f"{index_text(text)} {index_text(text)}"


def test_words_are_located_in_the_original() -> None:
    text = "Yeltsin’s Su‑30s, Łódź & 北约; ½ of 1,200"
    located = [(word, text[start:end]) for word, start, end in locate_words(text)]
    assert located == [
        ("yeltsin", "Yeltsin"),
        ("su", "Su"),
        ("30", "30s"),
        ("lodz", "Łódź"),
        ("北", "北"),
        ("约", "约"),
        ("1", "½"),
        ("2", "½"),
        ("of", "of"),
        ("1200", "1,200"),
    ]


def test_surface_words_are_whole_words_for_people() -> None:
    text = "Yeltsin's treaties, the Sino-Russian Su-30s, Łódź, Королёв and 北约 in 1999: a plan B"
    expected = "yeltsin treaties the sino russian su lodz королев and in plan"
    assert list(surface_words(text)) == expected.split()


def test_surface_words_are_those_that_the_tokens_stem_from() -> None:
    text = "Visits and bombings; embassies' negotiations"
    assert index_text(" ".join(surface_words(text))) == index_text(text)


def test_tokens_have_no_capitals_accents_or_points() -> None:
    text = "The U.S.' 1,200 “smart” bombs — Đinđić, Żółw, Ельцин’s, naïve (10.5%)"
    assert re.fullmatch(r"[a-zа-я0-9 ]+", index_text(text))
