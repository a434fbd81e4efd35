"""From a choice of records to a file or to standard output."""

import os
import sys
import tempfile
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any

import msgspec

from sinoru.cli.lookup import show_progress
from sinoru.cli.messages import say
from sinoru.cli.output import FOUND, NOTHING, filters_in_words
from sinoru.cli.parser import Request
from sinoru.export.file import check_target, write_file
from sinoru.export.formats import FORMATS, Format, find_format, load_format
from sinoru.index.index import Index
from sinoru.model.errors import SinoruError, WrongUsage
from sinoru.plugins import EXPORTER_GROUP, tell_unused
from sinoru.query.selection import Selection

STANDARD_OUTPUT = "-"


class Order(msgspec.Struct, frozen=True):
    """What to write, and where to."""

    name: str
    kind: Format
    path: str
    force: bool


class CutShort(SinoruError):
    """The index turned out to be damaged when a part of the answer was already on its way."""

    def __init__(self) -> None:
        super().__init__("the index was damaged; what was written is not whole. Run it again.")


def read_order(request: Request, path: str, *, force: bool) -> Order:
    """Read what is asked for and see whether it can be done. Raises WrongUsage, TargetInTheWay."""
    if len(request.words) != 1:
        raise WrongUsage("say one kind of export, as in: sinoru export csv -o events.csv")
    order = Order(request.text, find_format(request.text), path, force)
    for why in tell_unused(EXPORTER_GROUP, (order.name,) if order.name in FORMATS else ()):
        say(why)
    if path != STANDARD_OUTPUT:
        check_target(path, force=force)
    elif order.kind.is_binary and sys.stdout.isatty():
        raise WrongUsage(f"{order.name} is not text for a terminal; name a file with -o")
    return order


class Exporting:
    """One export, put to the index as a question: asked again if the index turns out to be damaged."""

    def __init__(self, order: Order, request: Request) -> None:
        self.order = order
        self.request = request
        self.module = load_format(order.name)
        self._has_begun = False

    def __call__(self, index: Index) -> int:
        """Write what the filters choose and give the exit status."""
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
            say(f"{count:,} left out: {why}")
        if not found:
            _tell_nothing(self.order, self.request)
        return FOUND if found else NOTHING

    def _write(self, selection: Selection) -> None:
        order = self.order
        if order.path != STANDARD_OUTPUT:
            write_file(
                order.path, lambda aside: _fill(aside, self.module, order, selection), force=order.force
            )
        elif order.kind.is_binary:
            self._pass_on(selection)
        else:
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", newline="")
            sys.stdout.writelines(self._noted(self.module.export(selection)))

    def _noted(self, parts: Iterator[str]) -> Iterator[str]:
        for part in parts:
            self._has_begun = True
            yield part

    def _pass_on(self, selection: Selection) -> None:
        """Write a binary kind aside, where it can be written in any order, and copy it to standard output."""
        with tempfile.TemporaryDirectory() as folder:
            aside = os.path.join(folder, f"export{self.order.kind.suffix}")
            _fill(aside, self.module, self.order, selection)
            self._has_begun = True
            with open(aside, "rb") as file:
                while chunk := file.read(1 << 20):
                    sys.stdout.buffer.write(chunk)


def _fill(path: str, module: Any, order: Order, selection: Selection) -> None:
    if order.kind.is_binary:
        module.write(selection, path)
        return
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(module.export(selection))


def _tell_nothing(order: Order, request: Request) -> None:
    asked = filters_in_words(request.filters)
    way = "leave out a filter" if asked else "ask another corpus with --data"
    things = " or ".join(order.kind.holds)
    kept = "" if order.path == STANDARD_OUTPUT else " Nothing was written."
    say(f"no {things} to export{f' with {asked}' if asked else ''}.{kept} To see more, {way}.")
