"""Names of months in the languages of chronologies, from Unicode CLDR (tools/make_month_table.py)."""

import os
from functools import cache

ENGLISH = "en"
_TABLE = os.path.join(os.path.dirname(__file__), "tables", "months.tsv")
Months = dict[str, int]


@cache
def month_names() -> dict[str, tuple[Months, Months]]:
    """Return for each language its full names and its abbreviations, folded, with their months.

    The languages stand in the order in which a word that two of them have is decided.
    """
    with open(_TABLE, encoding="utf-8") as table:
        rows = [line.rstrip("\n").split("\t") for line in table]
    return {language: (_column(cells, 0), _column(cells, 1)) for language, *cells in rows}


def _column(cells: list[str], place: int) -> Months:
    return {word: month for month, cell in enumerate(cells, 1) for word in cell.split(";")[place].split()}


def months_of(languages: tuple[str, ...]) -> Months:
    """Return the words for months of a text in these languages, then those of all others that leave no doubt.

    Abbreviations are read in the languages given only: `set`, `gen` and `out` are words elsewhere.
    """
    table = month_names()
    months: Months = {}
    for language in languages:
        for words in table[language]:
            months = words | months
    for full, _ in table.values():
        months = full | months
    return months
