"""Writing the records of a list to a file, in the format that the ending of its name means."""

import os
from collections.abc import Sequence
from typing import Any

from sinoru.export.file import check_target, write_file
from sinoru.export.formats import FORMATS, Format, load_format
from sinoru.index.index import Index
from sinoru.messages import quoted, series, unknown
from sinoru.model.errors import WrongUsage
from sinoru.query.export_selection import Selection
from sinoru.query.filters import NO_FILTERS
from sinoru.query.holdings import PLURALS

_OTHER_ENDINGS = {".markdown": "markdown", ".htm": "html", ".db": "sqlite"}


def endings() -> dict[str, str]:
    """Return the format of each ending of a file name; where several formats have one ending, the first of them."""
    own: dict[str, str] = {}
    for name, kind in FORMATS.items():
        own.setdefault(kind.suffix, name)
    return own


def format_of(path: str) -> str:
    """Return the export format that the ending of a file name means. Raises WrongUsage."""
    ending = os.path.splitext(path)[1].lower()
    known = endings()
    if ending not in known | _OTHER_ENDINGS:
        raise WrongUsage(unknown("ending of a file name", ending, list(known)))
    return (known | _OTHER_ENDINGS)[ending]


def write_listed(index: Index, listed: Sequence[int], path: str, *, force: bool) -> tuple[int, int]:
    """Write the records with these numbers, and those that they name if the format has them; count the two.

    Raises WrongUsage if the format has none of them, TargetInTheWay, MissingLibrary and OSError.
    """
    name = format_of(path)
    kind, module = FORMATS[name], load_format(name)
    check_target(path, force=force)
    selection = Selection(index, NO_FILTERS, kind.chosen, listed)
    found = selection.count(kind.holds, with_named=kind.with_named)
    if not found:
        held = series([PLURALS[one] for one in kind.holds], "and")
        raise WrongUsage(
            f"Export format {quoted(name)} has only {held}, and the list has none. Use another ending."
        )
    write_file(path, lambda temporary: fill(kind, module, selection, temporary), force=force)
    chosen = selection.count(kind.holds, with_named=False)
    return chosen, found - chosen


def fill(kind: Format, module: Any, selection: Selection, path: str) -> None:
    """Write a selection to a file that exists. Raises OSError."""
    if kind.is_binary:
        module.write(selection, path)
        return
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(module.export(selection))
