from __future__ import annotations

import pytest

from sinoru.names.mandarin import (
    MOST_READINGS,
    is_han,
    is_surely_mandarin,
    read_loosely,
    read_mandarin,
    split_surname,
)

JIANG_ZEMIN = ("jiang", "zemin")
ZHU_RONGJI = ("zhu", "rongji")
QIAN_QICHEN = ("qian", "qichen")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Jiang Zemin", JIANG_ZEMIN),
        ("JIANG ZEMIN", JIANG_ZEMIN),
        ("Jiāng Zémín", JIANG_ZEMIN),
        ("Jiang1 Ze2min2", JIANG_ZEMIN),
        ("Jiang Ze-min", JIANG_ZEMIN),
        ("Chiang Tse-min", JIANG_ZEMIN),
        ("Chiang Zemin", JIANG_ZEMIN),
        ("Цзян Цзэминь", JIANG_ZEMIN),
        ("Цзян Цземинь", JIANG_ZEMIN),
        ("江泽民", JIANG_ZEMIN),
        ("江澤民", JIANG_ZEMIN),
        ("江 泽民", JIANG_ZEMIN),
        ("Chu Jung-chi", ZHU_RONGJI),
        ("Чжу Жунцзи", ZHU_RONGJI),
        ("朱镕基", ZHU_RONGJI),
        ("朱鎔基", ZHU_RONGJI),
        ("Ch'ien Ch'i-ch'en", QIAN_QICHEN),
        ("Ch’ien Ch’i-ch’en", QIAN_QICHEN),
        ("Chien Chi-chen", QIAN_QICHEN),
        ("Цянь Цичэнь", QIAN_QICHEN),
        ("Lü Zhengcao", ("lu", "zhengcao")),
        ("Lv Zhengcao", ("lu", "zhengcao")),
        ("Lyu Zhengcao", ("lu", "zhengcao")),
        ("Hsü Hsiang-ch'ien", ("xu", "xiangqian")),
        ("Hsu Hsiang-chien", ("xu", "xiangqian")),
        ("Tzŭ-yang", ("ziyang",)),
        ("Xi'an", ("xian",)),
        ("Чанъань", ("changan",)),
        ("У И", ("wu", "yi")),
        ("Szu-ma Kuang", ("sima", "guang")),
    ],
)
def test_every_system_is_read_as_toneless_pinyin(text: str, reading: tuple[str, ...]) -> None:
    assert reading in read_mandarin(text)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("单国玺", ("shan", "guoxi")),
        ("單國璽", ("shan", "guoxi")),
        ("曾庆红", ("zeng", "qinghong")),
        ("仇鹤年", ("qiu", "henian")),
        ("解振华", ("xie", "zhenhua")),
        ("任建新", ("ren", "jianxin")),
        ("查培新", ("zha", "peixin")),
        ("翟隽", ("zhai", "juan")),
        ("欧阳修", ("ouyang", "xiu")),
        ("司馬光", ("sima", "guang")),
        ("诸葛亮", ("zhuge", "liang")),
        ("乐嘉", ("yue", "jia")),
        ("乐嘉", ("le", "jia")),
    ],
)
def test_surnames_have_their_own_readings(text: str, reading: tuple[str, ...]) -> None:
    assert reading in read_mandarin(text)


@pytest.mark.parametrize(
    "text",
    [
        "Boris Yeltsin",
        "Борис Ельцин",
        "Kim Dae-jung",
        "Putin",
        "江泽民 Boris",
        "B. Li",
        "Smith",
        "",
        "-",
        "'",
        ",",
        "がく",
    ],
)
def test_other_names_are_not_mandarin(text: str) -> None:
    assert read_mandarin(text) == []


def test_wade_giles_with_apostrophes_is_taken_at_its_word() -> None:
    assert read_mandarin("Ch'en Shui-pien") == [("chen", "shuibian")]
    assert read_mandarin("Hu Chin-t'ao") == [("hu", "jintao")]


def test_wade_giles_that_lost_its_apostrophes_keeps_all_readings() -> None:
    assert set(read_mandarin("Chiang")) == {("jiang",), ("qiang",)}
    assert set(read_mandarin("Chang")) == {("chang",), ("zhang",)}


def test_pinyin_is_not_taken_for_wade_giles() -> None:
    assert read_mandarin("Li Peng") == [("li", "peng")]
    assert read_mandarin("Chang Pan") == [("chang", "pan")]


@pytest.mark.parametrize("text", ["Jiang Zemin", "Zemin Jiang", "江泽民", "Wu Yi"])
def test_a_surname_of_one_syllable_makes_it_surely_mandarin(text: str) -> None:
    assert is_surely_mandarin(read_mandarin(text))


@pytest.mark.parametrize("text", ["Lenin", "Kalinin", "Anna Panina", "Boris"])
def test_names_that_only_happen_to_be_pinyin_are_not_surely_so(text: str) -> None:
    assert not is_surely_mandarin(read_mandarin(text))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("江泽民", ("江", "泽民")),
        ("李鹏", ("李", "鹏")),
        ("欧阳修", ("欧阳", "修")),
        ("司马相如", ("司马", "相如")),
        ("欧阳", ("欧阳",)),
        ("江", ("江",)),
        ("鲍里斯叶利钦", ("鲍里斯叶利钦",)),
    ],
)
def test_han_names_are_parted_after_the_surname(word: str, parts: tuple[str, ...]) -> None:
    assert split_surname(word) == parts


def test_han_is_told_from_kana_and_hangul() -> None:
    assert is_han("江")
    assert not is_han("がく")
    assert not is_han("김대중")


def test_a_name_of_many_readings_gives_a_few() -> None:
    assert 0 < len(read_mandarin("Chu Chu-chu Chu-chu")) <= MOST_READINGS
    assert len(read_mandarin("长乐" * 50)) <= MOST_READINGS


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("Tchang Hsueh-liang", "zhangxueliang"),  # French and Wade-Giles
        ("Tchen Tou-sieou", "chenduxiu"),
        ("Kouo Mo-jo", "guomoruo"),
        ("Tschen Yi", "chenyi"),
        ("Hwang Hsing", "huangxing"),
        ("Tsao Kun", "caokun"),
        ("Feng Yu Hsiang", "fengyuxiang"),
        ("Yen Hsishan", "yanxishan"),
    ],
)
def test_a_name_in_older_or_mixed_spellings_is_read_syllable_by_syllable(text: str, pinyin: str) -> None:
    assert pinyin in ["".join(words) for words in read_loosely(text)]


@pytest.mark.parametrize("text", ["Boris Yeltsin", "Chang", "", "江泽民", "Цзян Цзэминь"])
def test_one_syllable_and_other_scripts_are_not_read_loosely(text: str) -> None:
    assert read_loosely(text) == []
