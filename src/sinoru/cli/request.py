"""What a command is asked for: the options that all share, read. Every value arrives as text and is checked here."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.options import FORMATS, SORTS
from sinoru.cli.settings import WIDEST, setting
from sinoru.model.errors import WrongUsage
from sinoru.query.filters import Filters, Sort


class Output(msgspec.Struct, frozen=True):
    """How an answer is to be shown."""

    format: str = "table"
    width: int | None = None
    color: bool = True
    pager: bool = True
    cite: str = ""
    """The style to cite the sources of the answer in; empty: show the answer itself."""
    data: tuple[str, ...] = ()
    """The corpora that have these sources."""
    svg: str = ""
    """The file to draw the answer into; empty: print it."""
    force: bool = False
    """Replace a file that is there."""


class Request(msgspec.Struct, frozen=True):
    """What all commands are told in the same way."""

    files: tuple[str, ...]
    """Paths of corpora, as given."""
    filters: Filters
    output: Output
    words: tuple[str, ...] = ()
    store: str = ""
    """The address of a store, as given."""

    @property
    def data(self) -> tuple[str, ...]:
        """What names the corpus: paths, or the address of a store alone. Raises WrongUsage."""
        if self.files and self.store:
            raise WrongUsage("give --data or --store: a store has been pushed to, and knows no files")
        return (self.store,) if self.store else self.files

    @property
    def text(self) -> str:
        """The words after the command as one text."""
        return " ".join(self.words)


def read_request(given: Mapping[str, Any], formats: Sequence[str] = FORMATS) -> Request:
    """Read the shared options. Raises WrongUsage."""
    store = _read_store(given.get("store") or "")
    return Request(
        files=tuple(given.get("data") or ()),
        store=store,
        filters=_read_filters(given),
        output=_read_output(given, formats, store),
        words=tuple(given.get("words") or ()),
    )


def _read_store(store: str) -> str:
    """Give the address of a store; empty for the embedded index."""
    if store in ("", "sqlite"):
        return ""
    from sinoru.store.address import without_password
    from sinoru.store.scheme import is_store

    if not is_store(store):
        raise WrongUsage(f"--store takes postgresql://... or sqlite:PATH, not '{without_password(store)}'")
    return store


def _read_filters(given: Mapping[str, Any]) -> Filters:
    typed: dict[str, Any] = {
        name: tuple(given[name]) if isinstance(given[name], (tuple, list)) else given[name]
        for name in Filters.__struct_fields__
        if given.get(name)
    }
    typed["limit"] = whole_number("--limit", given.get("limit"))
    typed["sort"] = cast("Sort", one_of("--sort", given.get("sort") or "", ("", *SORTS)))
    return Filters(**typed)


def _read_output(given: Mapping[str, Any], formats: Sequence[str], store: str) -> Output:
    return Output(
        format=_format(given.get("format"), formats),
        width=whole_number("--width", given.get("width"), WIDEST),
        color=not given.get("no_color"),
        pager=not given.get("no_pager"),
        cite=one_of("--cite", given.get("cite") or "", ("", *STYLES)),
        data=(store,) if store else tuple(given.get("data") or ()),
        svg=given.get("svg") or "",
        force=bool(given.get("force")),
    )


def _format(given: str | None, formats: Sequence[str]) -> str:
    """Give the format asked for; the one that is set for all, where this command has it."""
    if not formats:
        if given:
            raise WrongUsage("--format has no meaning for this command")
        return "table"
    if given:
        return one_of("--format", given, formats)
    chosen: str = setting("format") or "table"
    return chosen if chosen in formats else formats[0]


def one_of(name: str, value: str, known: Collection[str]) -> str:
    """Give the value if it is one of those known. Raises WrongUsage."""
    if value not in known:
        raise WrongUsage(f"{name}: '{value}' is not one of {', '.join(filter(None, known))}")
    return value


def whole_number(name: str, text: str | None, most: int = 10**9) -> int | None:
    """Read a number from 1 up; None where none was given. Raises WrongUsage."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise WrongUsage(f"{name} takes a whole number from 1 to {most:,}, not '{text}'")
    return int(text)
