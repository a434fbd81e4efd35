"""Make the table of month names that the package reads: `python tools/make_month_table.py`.

Each line of months.tsv is a language and its twelve months. Full names (nominative and genitive) stand before the
semicolon, abbreviations behind it, all folded as `str.casefold` does. The names are those of Unicode CLDR (Unicode
licence), through Babel; the languages stand in the order in which a word of two languages is decided.
"""

from pathlib import Path
from typing import Literal

from babel.dates import get_month_names

TABLE = Path(__file__).parent.parent / "src" / "sinoru" / "dates" / "tables" / "months.tsv"
LANGUAGES = (
    "en de fr it es pt ru nl pl uk sv nb da fi cs sk hu ro tr sr_Latn sr hr sl bg mk el ca id et lv lt"
).split()
ALSO = {
    "en": {9: "sept"},
    "de": {1: "jän jänner", 3: "mrz"},
    "es": {9: "sep set setiembre"},
    "ru": {9: "сен", 11: "ноя"},
}
"""Words that CLDR leaves out."""
_PREFIXES = ("de ", "d’", "d'")


def main() -> None:
    """Write the table."""
    lines = [
        "\t".join((language, *(_month(language, month) for month in range(1, 13)))) for language in LANGUAGES
    ]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _month(language: str, month: int) -> str:
    short = _words(language, month, "abbreviated")
    full = [
        word for word in _words(language, month, "wide") if len(word) > len("mai") or word not in short[1:]
    ]
    short = [word for word in short if word not in full] + ALSO.get(language, {}).get(month, "").split()
    return f"{' '.join(full)};{' '.join(short)}"


def _words(language: str, month: int, width: Literal["abbreviated", "wide"]) -> list[str]:
    found: list[str] = []
    contexts: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
    for context in contexts:
        word = get_month_names(width, context, language)[month].casefold().rstrip(".")
        for prefix in _PREFIXES:
            word = word.removeprefix(prefix)
        if word not in found and not word.isdigit():
            found.append(word)
    return found


if __name__ == "__main__":
    main()
