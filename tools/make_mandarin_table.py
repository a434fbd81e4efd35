"""Make the tables of Mandarin that the package reads: `python tools/make_mandarin_table.py`.

- mandarin.tsv: each syllable in toneless pinyin, Wade-Giles and Palladius, then as the French, the Germans and the
  post office wrote it, without marks.
- han.tsv: each syllable and the Han characters read so. The whole block of Unified Ideographs is in, for
  names use characters that the common sets lack (the rong of Zhu Rongji is not in GB 2312).
- surnames.tsv: surnames that are read otherwise than their characters, or are written with two of them.

Readings, and which syllables exist, come from pypinyin (MIT licence). The romanisations are made by rule:
Wade-Giles after H. A. Giles, "A Chinese-English Dictionary" (1912); the Cyrillic of Palladius after
"Kitaysko-russkiy slovar" (1888), in today's spelling. pypinyin's own conversions have slips in both (tieh,
lai, do); tests/names/test_mandarin_tables.py lists each place where the rule and pypinyin part.

The older spellings are sets, for printers mixed them: French after the École française d'Extrême-Orient (1902) and
the press, German after Lessing and Othmer (1912) and the press, which wrote Wade-Giles with German letters, and the
spellings of the postal map (1906).
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TABLES = Path(__file__).parent.parent / "src" / "sinoru" / "names" / "tables"

UNIFIED_IDEOGRAPHS = range(0x4E00, 0xA000)
TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")

INITIALS = {
    "zh": ("ch", "чж"), "ch": ("ch'", "ч"), "sh": ("sh", "ш"),
    "b": ("p", "б"), "p": ("p'", "п"), "m": ("m", "м"), "f": ("f", "ф"),
    "d": ("t", "д"), "t": ("t'", "т"), "n": ("n", "н"), "l": ("l", "л"),
    "g": ("k", "г"), "k": ("k'", "к"), "h": ("h", "х"),
    "j": ("ch", "цз"), "q": ("ch'", "ц"), "x": ("hs", "с"),
    "r": ("j", "ж"), "z": ("ts", "цз"), "c": ("ts'", "ц"), "s": ("s", "с"),
}  # fmt: skip
"""Pinyin initial: Wade-Giles and Palladius."""

FINALS = {
    "a": ("a", "а"), "ai": ("ai", "ай"), "an": ("an", "ань"), "ang": ("ang", "ан"), "ao": ("ao", "ао"),
    "e": ("e", "э"), "ei": ("ei", "эй"), "en": ("en", "энь"), "eng": ("eng", "эн"),
    "i": ("i", "и"), "ia": ("ia", "я"), "ian": ("ien", "янь"), "iang": ("iang", "ян"), "iao": ("iao", "яо"),
    "ie": ("ieh", "е"), "in": ("in", "инь"), "ing": ("ing", "ин"), "iong": ("iung", "юн"), "iu": ("iu", "ю"),
    "o": ("o", "о"), "ong": ("ung", "ун"), "ou": ("ou", "оу"),
    "u": ("u", "у"), "ua": ("ua", "уа"), "uai": ("uai", "уай"), "uan": ("uan", "уань"),
    "uang": ("uang", "уан"), "ui": ("ui", "уй"), "un": ("un", "унь"), "uo": ("o", "о"),
    "ü": ("ü", "юй"), "üan": ("üan", "юань"), "üe": ("üeh", "юэ"), "ün": ("ün", "юнь"),
}  # fmt: skip
"""Pinyin final after an initial: Wade-Giles and Palladius."""

WHOLE = {
    "zhi": ("chih", "чжи"), "chi": ("ch'ih", "чи"), "shi": ("shih", "ши"), "ri": ("jih", "жи"),
    "zi": ("tzu", "цзы"), "ci": ("tz'u", "цы"), "si": ("ssu", "сы"),
    "ge": ("ko", "гэ"), "ke": ("k'o", "кэ"), "he": ("ho", "хэ"), "shuo": ("shuo", "шо"),
    "guo": ("kuo", "го"), "kuo": ("k'uo", "ко"), "huo": ("huo", "хо"),
    "gui": ("kuei", "гуй"), "kui": ("k'uei", "куй"), "hui": ("hui", "хуэй"),
    "a": ("a", "а"), "ai": ("ai", "ай"), "an": ("an", "ань"), "ang": ("ang", "ан"), "ao": ("ao", "ао"),
    "e": ("o", "э"), "en": ("en", "энь"), "er": ("erh", "эр"), "o": ("o", "о"), "ou": ("ou", "оу"),
    "yi": ("i", "и"), "ya": ("ya", "я"), "yan": ("yen", "янь"), "yang": ("yang", "ян"), "yao": ("yao", "яо"),
    "ye": ("yeh", "е"), "yin": ("yin", "инь"), "ying": ("ying", "ин"), "yong": ("yung", "юн"),
    "you": ("yu", "ю"), "yu": ("yü", "юй"), "yuan": ("yüan", "юань"), "yue": ("yüeh", "юэ"),
    "yun": ("yün", "юнь"),
    "wa": ("wa", "ва"), "wai": ("wai", "вай"), "wan": ("wan", "вань"), "wang": ("wang", "ван"),
    "wei": ("wei", "вэй"), "wen": ("wen", "вэнь"), "weng": ("weng", "вэн"), "wo": ("wo", "во"),
    "wu": ("wu", "у"),
}  # fmt: skip
"""Syllables that are no plain sum of initial and final."""

SECOND_READINGS = {
    "長长": "chang", "樂乐": "yue", "重": "chong", "朝": "zhao", "行": "hang", "晟": "sheng", "茜": "xi",
    "盛": "cheng", "傳传": "zhuan", "澄": "deng", "柏": "bo", "伯": "bai", "藏": "zang", "和": "huo",
}  # fmt: skip
"""Characters that given names use in a second reading too."""

SURNAMES = {
    "單": "shan", "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "翟": "zhai", "區": "ou",
    "区": "ou", "朴": "piao", "樸": "piao", "蓋": "ge", "盖": "ge", "繆": "miao", "缪": "miao", "覃": "qin",
    "召": "shao", "黑": "he", "折": "she", "種": "chong", "种": "chong", "員": "yun", "员": "yun",
    "樂": "yue", "乐": "yue", "秘": "bi", "祭": "zhai", "洗": "xian", "薄": "bo", "乜": "nie", "郇": "xun",
    "隗": "wei", "佴": "nai", "卜": "bu",
    "歐陽": "ou yang", "欧阳": "ou yang", "司馬": "si ma", "司马": "si ma", "諸葛": "zhu ge",
    "诸葛": "zhu ge", "上官": "shang guan", "夏侯": "xia hou", "東方": "dong fang", "东方": "dong fang",
    "皇甫": "huang fu", "尉遲": "yu chi", "尉迟": "yu chi", "公孫": "gong sun", "公孙": "gong sun",
    "慕容": "mu rong", "令狐": "ling hu", "長孫": "zhang sun", "长孙": "zhang sun", "宇文": "yu wen",
    "司徒": "si tu", "司空": "si kong", "端木": "duan mu", "獨孤": "du gu", "独孤": "du gu",
    "南宮": "nan gong", "南宫": "nan gong", "西門": "xi men", "西门": "xi men", "鮮于": "xian yu",
    "鲜于": "xian yu", "呼延": "hu yan", "赫連": "he lian", "赫连": "he lian", "澹臺": "tan tai",
    "澹台": "tan tai", "万俟": "mo qi", "萬俟": "mo qi", "拓跋": "tuo ba",
}  # fmt: skip
"""Surnames with their reading: single characters with several readings, and those of two characters."""


FRENCH_INITIALS = {
    "zh": "tch", "ch": "tch", "sh": "ch", "b": "p", "d": "t", "g": "k", "j": "k ts", "q": "k ts", "x": "h s",
    "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
FRENCH_FINALS = {
    "e": "e o", "ou": "eou ou", "ong": "ong oung", "u": "ou", "ua": "oua", "uai": "ouai",
    "uan": "ouan", "uang": "ouang", "ui": "ouei oui", "un": "ouen", "uo": "o ouo", "ian": "ien",
    "iong": "iong ioung", "iu": "ieou iou",
    "ü": "iu", "üan": "iuan", "üe": "iue", "ün": "iun",
}  # fmt: skip
FRENCH_WHOLE = {
    "zhi": "tche", "chi": "tche", "shi": "che", "ri": "je", "zi": "tseu", "ci": "tseu", "si": "sseu seu", "er": "eul",
    "you": "yeou", "wa": "wa oua", "wu": "wou ou", "yong": "yong young",
}  # fmt: skip
GERMAN_INITIALS = {
    "zh": "tsch dsch", "ch": "tsch", "sh": "sch", "b": "p b", "d": "t d", "g": "k g", "j": "tsch dj k ts ds",
    "q": "tsch tj k ts", "x": "hs h s", "r": "j", "z": "ts ds", "c": "ts",
}  # fmt: skip
GERMAN_FINALS = {
    "e": "e o", "ong": "ung", "ian": "ien iän", "ie": "ie ieh", "iong": "iung", "uo": "o", "ui": "ui uei",
    "üe": "üeh üe",
}  # fmt: skip
GERMAN_WHOLE = {
    "zhi": "tschi dschi tschih", "chi": "tschi tschih", "shi": "schi schih", "ri": "ji jih", "zi": "tse tsi dsi tzu",
    "ci": "tse tsi tzu", "si": "se si szu", "er": "erl erh",
}  # fmt: skip
POSTAL_INITIALS = {
    "zh": "ch", "b": "p", "d": "t", "g": "k", "j": "k ts ch", "q": "k ts ch", "x": "h s hs", "r": "j", "z": "ts",
    "c": "ts",
}  # fmt: skip
POSTAL_FINALS = {
    "e": "e eh o", "ou": "ow ou", "ong": "ung", "ian": "ien", "ie": "ieh", "iong": "iung", "uo": "o",
    "ui": "ui wei", "ua": "wa", "uai": "wai", "uan": "wan", "uang": "wang", "un": "un wen",
}  # fmt: skip
POSTAL_WHOLE = {"zhi": "chih", "shi": "shih", "ri": "jih", "zi": "tze", "ci": "tze", "si": "sze", "er": "erh"}
OLDER = (
    (FRENCH_INITIALS, FRENCH_FINALS, FRENCH_WHOLE),
    (GERMAN_INITIALS, GERMAN_FINALS, GERMAN_WHOLE),
    (POSTAL_INITIALS, POSTAL_FINALS, POSTAL_WHOLE),
)
"""Of each older system: initials, finals and syllables written otherwise than in pinyin, with alternatives."""


def older_spellings(syllable: str) -> set[str]:
    """All older spellings of a toneless syllable, without marks."""
    found = set()
    initial = syllable[:2] if syllable[:2] in INITIALS else syllable[:1]
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    for initials, finals, whole in OLDER:
        if syllable in whole or initial not in INITIALS:
            found.update(whole.get(syllable, "").split())
        else:
            parts = (initials.get(initial, initial).split(), finals.get(final, final).split())
            found.update(start + end for start in parts[0] for end in parts[1])
    return {spelling.replace("ü", "u").replace("ä", "a") for spelling in found}


def strip_tone(syllable: str) -> str:
    """Toneless pinyin; keeps the dots of ü."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", syllable).translate(TONES))


def romanise(syllable: str) -> tuple[str, str] | None:
    """Wade-Giles and Palladius of a toneless syllable; None where the standard language has no such one."""
    if syllable in WHOLE:
        return WHOLE[syllable]
    initial = syllable[:2] if syllable[:2] in INITIALS else syllable[:1]
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    if initial not in INITIALS or final not in FINALS:
        return None
    wade_giles, palladius = zip(INITIALS[initial], FINALS[final], strict=True)
    return "".join(wade_giles), "".join(palladius)


def read_characters() -> dict[str, str]:
    """Each Unified Ideograph and its most common syllable, where the standard language has that syllable."""
    readings = {
        chr(code): strip_tone(pinyin_dict[code].split(",")[0])
        for code in UNIFIED_IDEOGRAPHS
        if code in pinyin_dict
    }
    return {character: reading for character, reading in readings.items() if romanise(reading)}


def mandarin_table() -> str:
    """One line a syllable: pinyin, Wade-Giles, Palladius, and the older spellings parted by spaces."""
    syllables = sorted(set(read_characters().values()) | set(WHOLE))
    return "".join(
        "\t".join((syllable, *(romanise(syllable) or ()), " ".join(sorted(older_spellings(syllable))))) + "\n"
        for syllable in syllables
    )


def han_table() -> str:
    """One line a syllable with its characters; after these, with a plus sign, the second readings."""
    by_syllable = defaultdict(list)
    for character, syllable in read_characters().items():
        by_syllable[syllable].append(character)
    first = [f"{syllable}\t{''.join(characters)}\n" for syllable, characters in sorted(by_syllable.items())]
    second = [f"+{syllable}\t{characters}\n" for characters, syllable in SECOND_READINGS.items()]
    return "".join(first + second)


def surname_table() -> str:
    """One line a surname: its characters, and its syllables parted by a space."""
    return "".join(f"{surname}\t{syllables}\n" for surname, syllables in sorted(SURNAMES.items()))


MAKERS = {"mandarin.tsv": mandarin_table, "han.tsv": han_table, "surnames.tsv": surname_table}
"""Each table and the function that makes it."""


def main() -> None:
    """Write all tables."""
    for name, make in MAKERS.items():
        (TABLES / name).write_text(make(), encoding="utf-8", newline="\n")
        print(f"wrote {TABLES / name}")


if __name__ == "__main__":
    main()
