"""Make the table of hanja that the package reads: `python tools/make_korean_table.py`.

hanja.tsv has a syllable of Hangul a line, and the Unified Ideographs read so. The readings come from the package
hanja (MIT licence), the same as kHangul of the Unihan database; the surname 金 is Kim.
"""

from collections import defaultdict
from pathlib import Path

from hanja.table import hanja_table

TABLE = Path(__file__).parent.parent / "src" / "sinoru" / "names" / "tables" / "hanja.tsv"
UNIFIED_IDEOGRAPHS = range(0x4E00, 0xA000)
AS_SURNAMES = {"金": "김"}


def main() -> None:
    """Write the table."""
    by_syllable = defaultdict(list)
    for character in map(chr, UNIFIED_IDEOGRAPHS):
        syllable = AS_SURNAMES.get(character) or hanja_table.get(character)
        if syllable:
            by_syllable[syllable].append(character)
    lines = (f"{syllable}\t{''.join(characters)}\n" for syllable, characters in sorted(by_syllable.items()))
    TABLE.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"wrote {TABLE}")


if __name__ == "__main__":
    main()
