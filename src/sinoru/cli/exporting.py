"""`sinoru export` and `sinoru web`: the chosen records are written to a file or to standard output."""

import os
import sys
import tempfile
from collections.abc import Iterator

import msgspec

from sinoru.cli.lookup import show_progress
from sinoru.cli.output import FOUND, NOTHING, Sought, report_nothing, write_for_programs
from sinoru.cli.parser import Request, nothing, too_much
from sinoru.cli.stderr import say
from sinoru.export.file import check_target, write_file
from sinoru.export.formats import FORMATS, Format, find_format, load_format
from sinoru.export.listed import fill
from sinoru.index.index import Index
from sinoru.messages import quoted, refused, sentence, series
from sinoru.model.errors import SinoruError, WrongUsage
from sinoru.plugins import EXPORTER_GROUP, explain_unused
from sinoru.query.export_selection import Selection
from sinoru.query.holdings import PLURALS, none_of

STANDARD_OUTPUT = "-"


class Order(msgspec.Struct, frozen=True):
    """The format and the target of an export."""

    name: str
    kind: Format
    path: str
    force: bool
    command: str = ""
    """The command that exports in one format; empty for `export`, which is given the format."""


class CutShort(SinoruError):
    """The index proved corrupt after a part of the export had been written to standard output."""

    def __init__(self) -> None:
        super().__init__("The index was damaged, so the output is not complete. Run the command again.")


def read_order(request: Request, path: str, *, force: bool) -> Order:
    """Read the request and check that it can be met. Raises WrongUsage, TargetInTheWay."""
    if not request.words:
        raise nothing("export format", "export", "csv", "-o", "events.csv", known=FORMATS)
    if len(request.words) > 1:
        raise too_much("export", "one export format", request.words)
    order = Order(request.text, find_format(request.text), path, force)
    for why in explain_unused(EXPORTER_GROUP, (order.name,) if order.name in FORMATS else ()):
        say(why)
    if path != STANDARD_OUTPUT:
        check_target(path, force=force)
    elif force:
        raise WrongUsage(refused("--force", "overwrites only the file of -o", "Add -o, or leave it out."))
    elif order.kind.is_binary and sys.stdout.isatty():
        why = "is binary and cannot be printed in a terminal"
        raise WrongUsage(refused(f"Export format {quoted(order.name)}", why, "Name a file with -o."))
    return order


class Exporting:
    """An export as a query of the index, which `ask` repeats if the index proves corrupt."""

    def __init__(self, order: Order, request: Request) -> None:
        self.order = order
        self.request = request
        self.module = load_format(order.name, order.command)
        self._has_begun = False

    def __call__(self, index: Index) -> int:
        """Write the records that the filters choose and return the exit status. Raises CutShort."""
        if self._has_begun:
            raise CutShort
        kind = self.order.kind
        selection = Selection(index, self.request.filters, kind.chosen)
        found = selection.count(kind.holds, with_named=kind.with_named)
        if self.order.path != STANDARD_OUTPUT:
            selection.progress = show_progress("Exporting")
        if found or self.order.path == STANDARD_OUTPUT:
            self._write(selection)
        for why, count in selection.left_out.items():
            say(sentence(f"{count:,} skipped: {why}"))
        if found:
            return FOUND
        self._report_nothing(selection)
        return NOTHING

    def _report_nothing(self, selection: Selection) -> None:
        """Say why there is nothing to write: the corpus has none of the kinds of the format, or no record matches."""
        kind = self.order.kind
        note = "" if self.order.path == STANDARD_OUTPUT else "Nothing was written."
        is_all = len(kind.holds) == len(PLURALS)
        held = none_of(kind.holds, selection.held)
        if not is_all and (held or selection.count()):
            plurals = [PLURALS[each] for each in kind.holds]
            what = f"Export format {quoted(self.order.name)} has only {series(plurals, 'and')}"
            others = [name for name, each in FORMATS.items() if len(each.holds) == len(PLURALS)]
            chosen = "" if held else f"No {series(plurals)} are among the records that you selected."
            advice = f"Formats with all records: {', '.join(others)}."
            say(" ".join(filter(None, (f"{what}.", held or chosen, advice, note))))
            return
        sought = Sought("records" if is_all else series(PLURALS[each] for each in kind.holds))
        report_nothing(sought, self.request, note=note)

    def _write(self, selection: Selection) -> None:
        order = self.order
        if order.path != STANDARD_OUTPUT:
            write_file(order.path, lambda path: self._fill(path, selection), force=order.force)
        elif order.kind.is_binary:
            self._copy_to_stdout(selection)
        else:
            write_for_programs(self._track(self.module.export(selection)))

    def _fill(self, path: str, selection: Selection) -> None:
        fill(self.order.kind, self.module, selection, path)

    def _copy_to_stdout(self, selection: Selection) -> None:
        """Write a binary format to a temporary file, which allows seeking, and copy that to standard output."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, f"export{self.order.kind.suffix}")
            self._fill(path, selection)
            self._has_begun = True
            with open(path, "rb") as file:
                while chunk := file.read(1 << 20):
                    sys.stdout.buffer.write(chunk)

    def _track(self, parts: Iterator[str]) -> Iterator[str]:
        """Yield the parts; record that the output has begun."""
        for part in parts:
            self._has_begun = True
            yield part
