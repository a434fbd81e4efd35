"""What `sinoru export` can write: a module a kind, imported when it is asked for.

A kind of text has `export(selection) -> Iterator[str]`; a binary one has `write(selection, path)`, which fills a
new file. Both read a `Selection` (query/selection.py) from front to back, so that memory stays flat.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import msgspec

from sinoru.model.errors import SinoruError, WrongUsage
from sinoru.model.records import RECORD_OF_KIND

_ALL = tuple(RECORD_OF_KIND)


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of export."""

    module: str
    suffix: str
    media_type: str
    """As registered with IANA, where it is."""
    holds: tuple[str, ...] = _ALL
    """The kinds of record that it writes; with none of them there is nothing to write."""
    with_named: bool = True
    """Whether it also writes what the chosen records name."""
    chosen: tuple[str, ...] = ("event", "claim")
    """The kinds of record that filters choose from, and that --limit counts."""
    is_binary: bool = False
    extra: str = ""
    """The extra of sinoru that brings the library it needs; empty: none."""


KINDS: dict[str, Kind] = {
    "json": Kind(module="sinoru.export.kinds.json", suffix=".json", media_type="application/json"),
    "jsonl": Kind(module="sinoru.export.kinds.jsonl", suffix=".jsonl", media_type="application/jsonl"),
    "csv": Kind(module="sinoru.export.kinds.csv", suffix=".csv", media_type="text/csv", with_named=False),
    "markdown": Kind(module="sinoru.export.kinds.markdown", suffix=".md", media_type="text/markdown"),
    "ics": Kind(
        module="sinoru.export.kinds.ics",
        suffix=".ics",
        media_type="text/calendar",
        holds=("event",),
        chosen=("event",),
        extra="ics",
    ),
    "bibtex": Kind(
        module="sinoru.export.kinds.bibtex",
        suffix=".bib",
        media_type="application/x-bibtex",
        holds=("source",),
    ),
    "csl-json": Kind(
        module="sinoru.export.kinds.csl_json",
        suffix=".json",
        media_type="application/vnd.citationstyles.csl+json",
        holds=("source",),
    ),
    "ris": Kind(
        module="sinoru.export.kinds.ris",
        suffix=".ris",
        media_type="application/x-research-info-systems",
        holds=("source",),
    ),
    "timelinejs": Kind(
        module="sinoru.export.kinds.timelinejs",
        suffix=".json",
        media_type="application/json",
        holds=("event",),
        chosen=("event",),
    ),
    "geojson": Kind(
        module="sinoru.export.kinds.geojson",
        suffix=".geojson",
        media_type="application/geo+json",
        holds=("event", "place"),
        chosen=("event",),
        with_named=False,
    ),
    "graphml": Kind(
        module="sinoru.export.kinds.graphml", suffix=".graphml", media_type="application/graphml+xml"
    ),
    "jsonld": Kind(module="sinoru.export.kinds.jsonld", suffix=".jsonld", media_type="application/ld+json"),
    "parquet": Kind(
        module="sinoru.export.kinds.parquet",
        suffix=".parquet",
        media_type="application/vnd.apache.parquet",
        with_named=False,
        is_binary=True,
        extra="parquet",
    ),
    "sqlite": Kind(
        module="sinoru.export.kinds.sqlite",
        suffix=".sqlite",
        media_type="application/vnd.sqlite3",
        is_binary=True,
    ),
    "html": Kind(module="sinoru.export.kinds.html", suffix=".html", media_type="text/html", extra="page"),
}
"""Every kind by its name, in the order in which help lists them."""


class MissingExtra(SinoruError):
    """A kind needs a library that is not installed."""

    def __init__(self, name: str, library: str, extra: str) -> None:
        super().__init__(f"{name} needs {library}, which an extra brings: pip install 'sinoru[{extra}]'")


def find_kind(name: str) -> Kind:
    """Give the kind of this name, also of a plugin. Raises BrokenPlugin, WrongUsage with those that there are."""
    from sinoru.export.plugged import exporter_names, find_exporter

    plugged = find_exporter(name)
    if plugged:
        return plugged.kind
    if name not in KINDS:
        known = [*KINDS, *exporter_names()]
        raise WrongUsage(
            f"'{name}' is no kind of export; there are {', '.join(known)}.{_nearest(name, known)}"
        )
    return KINDS[name]


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def load_kind(name: str) -> Any:
    """Import what writes the kind. Raises MissingExtra, BrokenPlugin."""
    if name not in KINDS:
        from sinoru.export.plugged import find_exporter

        return find_exporter(name)
    kind = KINDS[name]
    try:
        return import_module(kind.module)
    except ModuleNotFoundError as error:
        if not kind.extra or not error.name or error.name.startswith("sinoru"):
            raise
        raise MissingExtra(name, error.name.partition(".")[0], kind.extra) from None
