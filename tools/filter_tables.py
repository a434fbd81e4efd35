"""Write what is a file and made of the declarations of filters (query/filters.py): `make manual`.

They are the keyword arguments of the library, which editors and type checkers read, and the table in docs/library.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sinoru.query.filters import FILTERS, HONOURED, Day, Number, Order, is_repeated, option_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ARGUMENTS = ROOT / "src" / "sinoru" / "query" / "filtering.py"
LIBRARY = ROOT / "docs" / "library.md"
BEGIN, END = "<!-- Made by `make manual` from query/filters.py. -->\n", "<!-- End of what is made. -->\n"
HEAD = '''\
"""The filters as keyword arguments of the library, for editors and type checkers.

Made by `make manual` from the declarations in query/filters.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sinoru.query.filters import Sort

    OneOrMore = str | Iterable[str]
    """One value, or several: all of them, or any where a record can have only one."""
    Date = str | dt.date
    """A date, EDTF, or a date as people write it: "1999-05", "8 May 1999", "1999-Q2"."""


class Filtering(TypedDict, total=False):
    """The filters: each is the command-line option of that name; `start` and `end` are --from and --to."""

'''
LOOK_UPS = {
    "timeline": "timeline",
    "on": "on",
    "on --offices": "offices_on",
    "who NAME": "who",
    "who": "everyone",
    "search": "search",
    "claims": "claims",
    "conflicts": "conflicts",
    "compare": "compare",
    "links": "links",
    "stats": "stats",
    "sources": "sources",
    "sources ID": "source",
}
"""The method of the library that answers a question."""


def argument_type(name: str) -> str:
    """Return the type of an argument, as it is annotated."""
    if is_repeated(name):
        return "OneOrMore"
    types = {Day: "Date", Number: "int | None", Order: "Sort"}
    return types.get(type(FILTERS[name][0].value), "str")


def arguments() -> str:
    """Return the module of the arguments."""
    return HEAD + "\n".join(f"    {name}: {argument_type(name)}" for name in FILTERS) + "\n"


def table() -> Iterator[str]:
    """Yield the table of docs/library.md, line by line."""
    yield from ("| argument | option | effect | honoured by |", "| --- | --- | --- | --- |")
    for name, (first, *_) in FILTERS.items():
        methods = [method for question, method in LOOK_UPS.items() if name in HONOURED[question]]
        honoured = "all" if len(methods) == len(LOOK_UPS) else ", ".join(f"`{method}`" for method in methods)
        yield f"| `{name}` | `{option_of(name)}` | {first.help} | {honoured} |"


def library(page: str) -> str:
    """Return docs/library.md with the table as it should be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n" + "\n".join(table()) + f"\n\n{END}{after}"


def pages() -> dict[Path, str]:
    """Return the text of each file by its path."""
    return {ARGUMENTS: arguments(), LIBRARY: library(LIBRARY.read_text(encoding="utf-8"))}


def main() -> None:
    """Write the files."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
