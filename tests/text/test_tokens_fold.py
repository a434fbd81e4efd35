from unicodedata import category

import pytest

from sinoru.text.tokens import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Yeltsin", "yeltsin"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Đukanović", "dukanovic"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("naïve", "naive"),
        ("nai\u0308ve", "naive"),
        ("Việt Nam", "viet nam"),
        ("Αθήνα", "αθηνα"),
        ("ﬁnal", "final"),
        ("ＮＡＴＯ", "nato"),
        ("Ⅳ", "iv"),
        ("٣٤", "34"),
        ("３４", "34"),
        ("½", "1\u20442"),
    ],
)
def test_case_accents_and_widths_are_one(typed: str, folded: str) -> None:
    assert fold(typed).text == folded


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Королёв", "королев"),
        ("Короле\u0308в", "королев"),
        ("за\u0301мок", "замок"),
        ("Российский", "российский"),
        ("и\u0306", "й"),
        ("Київ", "київ"),
        ("Быкаў", "быкаў"),
    ],
)
def test_cyrillic_loses_yo_and_stress_but_no_letter_of_its_own(typed: str, folded: str) -> None:
    assert fold(typed).text == folded


@pytest.mark.parametrize("apostrophe", "'‘’‛′´ʹʻʼʾʿ＇")
def test_all_apostrophes_are_one(apostrophe: str) -> None:
    assert fold(f"Xi{apostrophe}an").text == "xi'an"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200d", "\ufeff", "\u2060", "\u200e"])
def test_unseen_characters_do_not_part_a_word(unseen: str) -> None:
    assert fold(f"Kos{unseen}ovo").text == "kosovo"


def test_a_zero_width_space_is_a_space() -> None:
    assert fold("ab\u200bcd").text == "ab cd"


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("北约", ["北", "约"]),
        ("トウキョウ", ["ト", "ウ", "キ", "ョ", "ウ"]),
        ("ﾄｳｷｮｳｶﾞ", ["ト", "ウ", "キ", "ョ", "ウ", "ガ"]),
        ("か\u3099", ["が"]),
        ("한국", ["한", "국"]),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", ["한", "국"]),
        ("人々", ["人", "々"]),
        ("𠮷野", ["𠮷", "野"]),
        ("㌔", ["キ", "ロ"]),
    ],
)
def test_signs_without_spaces_stand_alone(typed: str, signs: list[str]) -> None:
    assert fold(typed).text.split() == signs


def test_each_folded_character_knows_its_original() -> None:
    text = "Ł\u0301 Straße 北约"
    folded = fold(text)
    origins = {
        char: text[start:end]
        for char, start, end in zip(folded.text, folded.starts, folded.ends, strict=True)
    }
    assert origins["l"] == "Ł\u0301"
    assert origins["s"] == "ß"
    assert origins["约"] == "约"


# Every letter, digit and mark but the bulk of Han and Hangul.
CHARACTERS = [
    char
    for char in map(
        chr, (*range(0x3500), *range(0x9FF0, 0xAD00), *range(0xD7A0, 0xD800), *range(0xF900, 0x1F000))
    )
    if category(char)[0] in "LMN"
]


def test_folding_again_changes_nothing_in_any_character() -> None:
    folded = [(char, fold(char).text) for char in CHARACTERS]
    assert [char for char, once in folded if once.split() != fold(once).text.split()] == []


def test_capital_and_small_letters_of_every_script_fold_to_one() -> None:
    differing = [char for char in CHARACTERS if fold(char.upper()).text != fold(char.upper().lower()).text]
    assert differing == []
