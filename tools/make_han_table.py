"""Make the table of Chinese characters that search takes for one: `python tools/make_han_table.py OPENCC`.

OPENCC is a checkout of https://github.com/BYVoid/OpenCC (Apache License 2.0), whose data/dictionary is read:
traditional characters with the simplified ones, the variants of Taiwan and Hong Kong, and those of Japan. The first
line of han_variants.txt has the variants, the second the simplified character for each.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src" / "sinoru" / "text" / "tables" / "han_variants.txt"


def pairs(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each character of a dictionary with what it may be."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            char, values, *_ = line.split("\t")
            yield char, values.split()


def simplified(dictionaries: Path) -> dict[str, str]:
    """Return the simplified character for each variant of it."""
    found = {char: values[0] for char, values in pairs(dictionaries / "TSCharacters.txt")}
    for name in ("TWVariants.txt", "HKVariants.txt"):
        for char, values in pairs(dictionaries / name):
            for value in values:
                found.setdefault(value, found.get(char, char))
    for char, values in pairs(dictionaries / "JPShinjitaiCharacters.txt"):
        if len(values) == 1:  # of others it is not sure which is meant
            found.setdefault(char, values[0])
    return {char: end for char in found if (end := end_of(char, found)) != char}


def end_of(char: str, found: dict[str, str]) -> str:
    """Return what a character becomes in the end: Japanese ones become traditional ones first."""
    while found.get(char, char) != char:
        char = found[char]
    return char


def main() -> None:
    """Write the table."""
    found = simplified(Path(sys.argv[1]) / "data" / "dictionary")
    variants = sorted(found)
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(f"{''.join(variants)}\n{''.join(map(found.__getitem__, variants))}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
