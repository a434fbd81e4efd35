"""Names of months in the languages of chronologies, from Unicode CLDR (tools/make_month_table.py)."""

import os
from functools import cache

ENGLISH = "en"
_TABLE = os.path.join(os.path.dirname(__file__), "tables", "months.tsv")
Months = dict[str, int]


@cache
def month_names() -> dict[str, tuple[Months, Months]]:
    """Return the full names and the abbreviations of each language, folded, each with its month.

    The languages come in order of precedence, for words that several of them have.
    """
    with open(_TABLE, encoding="utf-8") as table:
        rows = [line.rstrip("\n").split("\t") for line in table]
    return {language: (_column(cells, 0), _column(cells, 1)) for language, *cells in rows}


def _column(cells: list[str], index: int) -> Months:
    return {word: month for month, cell in enumerate(cells, 1) for word in cell.split(";")[index].split()}


def months_of(languages: tuple[str, ...]) -> Months:
    """Return the words for months in these languages, first ones first, and the full names in all others.

    Abbreviations are taken from these languages only: `set`, `gen` and `out` are words in others.
    """
    table = month_names()
    months: Months = {}
    for language in languages:
        for words in table[language]:
            months = words | months
    for full, _ in table.values():
        months = full | months
    return months
