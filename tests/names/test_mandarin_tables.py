"""The committed tables are what the tool makes, and its rules agree with pypinyin and with known names."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypinyin import Style
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert

from sinoru.names import mandarin

if TYPE_CHECKING:
    from types import ModuleType

TOOL = Path(__file__).parents[2] / "tools" / "make_mandarin_table.py"
TABLES = Path(mandarin.__file__).parent / "tables"

PYPINYIN_SLIPS = set("ai chua duo hai huo lai mai nai sai shai shuo suo chuo tie tuo wai".split())
"""Syllables of which pypinyin's Wade-Giles or Cyrillic is not the standard's."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_mandarin_table", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["mandarin.tsv", "han.tsv", "surnames.tsv"])
def test_the_committed_table_is_what_the_tool_makes(tool: ModuleType, name: str) -> None:
    assert (TABLES / name).read_text(encoding="utf-8") == tool.MAKERS[name](), (
        "run tools/make_mandarin_table.py"
    )


def test_the_rules_agree_with_pypinyin_but_for_its_slips(tool: ModuleType) -> None:
    with_tone = {
        reading: pinyin_dict[ord(character)].split(",")[0]
        for character, reading in tool.read_characters().items()
    }
    differing = {
        syllable
        for syllable, toned in with_tone.items()
        if tool.romanise(syllable)
        != (
            convert(toned, Style.WADEGILES, strict=False).replace("v", "ü"),
            convert(toned, Style.CYRILLIC, strict=False).rstrip("12345"),
        )
    }
    assert differing == PYPINYIN_SLIPS


@pytest.mark.parametrize(
    ("pinyin", "wade_giles", "palladius"),
    [
        ("jiang ze min", "chiang tse min", "цзян цзэ минь"),
        ("zhu rong ji", "chu jung chi", "чжу жун цзи"),
        ("mao ze dong", "mao tse tung", "мао цзэ дун"),
        ("zhou en lai", "chou en lai", "чжоу энь лай"),
        ("deng xiao ping", "teng hsiao p'ing", "дэн сяо пин"),
        ("qian qi chen", "ch'ien ch'i ch'en", "цянь ци чэнь"),
        ("liu shao qi", "liu shao ch'i", "лю шао ци"),
        ("lin biao", "lin piao", "линь бяо"),
        ("hua guo feng", "hua kuo feng", "хуа го фэн"),
        ("hu jin tao", "hu chin t'ao", "ху цзинь тао"),
        ("zhao zi yang", "chao tzu yang", "чжао цзы ян"),
        ("guo mo ruo", "kuo mo jo", "го мо жо"),
        ("lü bu wei", "lü pu wei", "люй бу вэй"),
        ("xu xiang qian", "hsü hsiang ch'ien", "сюй сян цянь"),
        ("yue fei", "yüeh fei", "юэ фэй"),
        ("si ma qian", "ssu ma ch'ien", "сы ма цянь"),
        ("er shi", "erh shih", "эр ши"),
        ("duo cuo tuo", "to ts'o t'o", "до цо то"),
        ("hui shuo", "hui shuo", "хуэй шо"),
        ("tie wai lai", "t'ieh wai lai", "те вай лай"),
        ("xiong yong", "hsiung yung", "сюн юн"),
    ],
)
def test_known_names_are_romanised_as_they_are_printed(
    tool: ModuleType, pinyin: str, wade_giles: str, palladius: str
) -> None:
    romanised = [tool.romanise(syllable) for syllable in pinyin.split()]
    assert " ".join(one for one, _ in romanised) == wade_giles
    assert " ".join(other for _, other in romanised) == palladius


def test_no_syllable_outside_the_standard_language_is_romanised(tool: ModuleType) -> None:
    assert [tool.romanise(syllable) for syllable in ("hng", "ng", "yeltsin", "", "zh")] == [None] * 5


def test_surnames_and_second_readings_add_to_the_first_readings(tool: ModuleType) -> None:
    first = tool.read_characters()
    assert all(first[surname] != reading for surname, reading in tool.SURNAMES.items() if len(surname) == 1)
    for characters, reading in tool.SECOND_READINGS.items():
        assert all(first[character] != reading for character in characters)


def test_the_tables_cover_the_language() -> None:
    assert len(set(mandarin.pinyin_table().values())) > 390
    assert (
        sum(len(line.split("\t")[1]) for line in (TABLES / "han.tsv").read_text("utf-8").splitlines())
        > 20_000
    )


@pytest.mark.parametrize(
    ("character", "readings"),
    [
        ("江", ("jiang",)),
        ("澤", ("ze",)),
        ("镕", ("rong",)),
        ("长", ("zhang", "chang")),
        ("吕", ("lu",)),
        ("a", ()),
        ("\n", ()),
    ],
)
def test_characters_are_read_one_by_one(character: str, readings: tuple[str, ...]) -> None:
    assert mandarin.han_table()[character] == readings


def test_wade_giles_shows_as_much_as_the_name_does() -> None:
    strict = mandarin.wade_giles_table(with_apostrophes=True, with_umlauts=True)
    loose = mandarin.wade_giles_table(with_apostrophes=False, with_umlauts=False)
    assert strict["chu"] == ("zhu",)
    assert set(loose["chu"]) == {"zhu", "chu", "ju", "qu"}
    assert loose["zemin"[:2]] == ("ze",)


def test_palladius_may_have_lost_its_reversed_e() -> None:
    assert mandarin.palladius_table(with_reverse_e=True)["цзе"] == ("jie",)
    assert set(mandarin.palladius_table(with_reverse_e=False)["цзе"]) == {"jie", "ze"}
