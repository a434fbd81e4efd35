"""Make the table of hanja that the package reads: `python tools/make_korean_table.py Unihan_Readings.txt`.

hanja.tsv has a syllable of Hangul a line, and the Han characters that are read so. The readings are kHangul of the
Unihan database (Unicode licence), of several the one that is taught; the surname 金 is Kim.
"""

import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src" / "sinoru" / "names" / "tables" / "hanja.tsv"
UNIFIED_IDEOGRAPHS = range(0x4E00, 0xA000)
AS_SURNAMES = {"金": "김"}


def read_unihan(path: Path) -> dict[str, str]:
    """Each character and its reading in Hangul."""
    readings = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _, field = line.partition("\t")
        name, _, value = field.partition("\t")
        if name == "kHangul" and not line.startswith("#"):
            by_use = [reading.partition(":")[::2] for reading in value.split()]
            taught = [hangul for hangul, use in by_use if "E" in use]
            readings[chr(int(code.removeprefix("U+"), 16))] = (taught or [by_use[0][0]])[0]
    return readings | AS_SURNAMES


def main(path: str) -> None:
    """Write the table."""
    by_syllable = defaultdict(list)
    for character, hangul in sorted(read_unihan(Path(path)).items()):
        if ord(character) in UNIFIED_IDEOGRAPHS:
            by_syllable[hangul].append(character)
    lines = (f"{hangul}\t{''.join(characters)}\n" for hangul, characters in sorted(by_syllable.items()))
    TABLE.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"wrote {TABLE}")


if __name__ == "__main__":
    main(*sys.argv[1:])
