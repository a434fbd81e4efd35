"""The table of Chinese characters follows the dictionaries from which it is made."""

from pathlib import Path

from tools.make_han_table import simplified


def test_each_variant_leads_to_the_simplified_character(tmp_path: Path) -> None:
    dictionaries = {
        "TSCharacters.txt": "# a comment\n館\t馆\n乾\t干 乾\n僞\t伪\n澤\t泽\n大\t大\n",
        "TWVariants.txt": "僞\t偽\n",
        "HKVariants.txt": "",
        "JPShinjitaiCharacters.txt": "沢\t澤\n弁\t弁 辨 瓣\n",
    }
    for name, text in dictionaries.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert simplified(tmp_path) == {"館": "馆", "乾": "干", "僞": "伪", "偽": "伪", "澤": "泽", "沢": "泽"}
