"""Links in the terminal: whether it takes them, and the addresses of what a document names.

No terminal says that it takes links (OSC 8), so that the variables decide that identify those which do. Other tools
trust the same ones (supports-hyperlinks, gcc, systemd); docs/config.md lists them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from sinoru.cli.lookup import ask
from sinoru.cli.settings import corpus_paths
from sinoru.index.fields import is_id
from sinoru.loading.corpus_path import only_store
from sinoru.model.errors import SinoruError
from sinoru.model.records import Source
from sinoru.render.document import RECORD, SOURCE, Block, Cells, Entry, Line, Span, Spans
from sinoru.render.hyperlinks import file_address, web_address

if TYPE_CHECKING:
    from sinoru.corpus import Corpus

_PROGRAMS = {
    "iTerm.app": (3, 1),
    "WezTerm": (0,),
    "vscode": (1, 72),
    "ghostty": (0,),
    "Hyper": (0,),
    "rio": (0,),
    "zed": (0,),
    "mintty": (0,),
}
"""TERM_PROGRAM of terminals that take links, with the first version that does."""
_TERMS = frozenset(
    "alacritty alacritty-direct contour foot foot-extra rio wezterm xterm-ghostty xterm-kitty".split()
)
"""TERM of terminals that take links; it is the only one of these variables that ssh passes on."""
_LEAST = {"VTE_VERSION": 5001, "KONSOLE_VERSION": 200800}
"""Variables with a version, and the first version that takes links (VTE 0.50.0 crashes)."""
_PRESENT = ("KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM")
"""Variables that only terminals with links set."""
_WITHIN = ("TMUX", "STY", "INSIDE_EMACS", "XTERM_VERSION")
"""Variables of programs that may not pass links on, and inherit the variables of the terminal around them."""


def takes_links(environ: Mapping[str, str]) -> bool:
    """Return whether the variables identify a terminal that takes links, or force them."""
    if forced := environ.get("FORCE_HYPERLINK"):
        return forced != "0"
    term = environ.get("TERM", "")
    if term in ("", "dumb") or term.startswith(("screen", "tmux")) or any(map(environ.get, _WITHIN)):
        return False
    return (
        term in _TERMS
        or any(map(environ.get, _PRESENT))
        or any(_number(environ.get(name, "")) >= least for name, least in _LEAST.items())
        or _is_program(environ)
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


def _is_program(environ: Mapping[str, str]) -> bool:
    least = _PROGRAMS.get(environ.get("TERM_PROGRAM", ""))
    version = tuple(map(int, re.findall("[0-9]+", environ.get("TERM_PROGRAM_VERSION", ""))[:2]))
    return least is not None and (version or (0,)) >= least


def with_addresses(document: Iterable[Block], data: Sequence[str]) -> Iterator[Block]:
    """Yield a document in which each span leads to an address, or nowhere: ids to the line of their file."""
    blocks = list(document)
    address_of = _find_addresses({name for block in blocks for name in _names_in(block)}, data)
    return (_mapped(block, address_of) for block in blocks)


def _name_of(span: Span) -> str:
    """Return what a span leads to: an address, or a record by its id."""
    if span.link:
        return span.link
    if span.role == "id" and is_id(span.text):
        return f"{RECORD}{span.text}"
    return span.text if span.role == "source" else ""


def _names_in(block: Block) -> Iterator[str]:
    for span in _spans_in(block):
        if name := _name_of(span):
            yield name


def _spans_in(block: Block) -> Iterator[Span]:
    if isinstance(block, Line):
        yield from (*block.gutter, *block.spans)
        return
    for row in block.rows:
        match row:
            case Line():
                yield from _spans_in(row)
            case Entry():
                yield from (span for spans in (*row.cells, *row.below) for span in spans)
            case _:
                yield from (span for cell in row for span in cell)


def _find_addresses(names: set[str], data: Sequence[str]) -> Callable[[Span], Span]:
    """Return a function that gives a span its address; all records are found at once."""
    sources = {name.removeprefix(SOURCE) for name in names if name.startswith(SOURCE)}
    ids = sources | {name.removeprefix(RECORD) for name in names if name.startswith(RECORD)}
    found: dict[str, str] = {}
    if ids:
        has_files = not only_store(corpus_paths(data))  # the files of a store are on another machine, or gone
        with suppress(SinoruError):  # the answer is there, and links are an extra
            found = ask(
                data, lambda corpus: _addresses(corpus, ids, sources, has_files=has_files), is_first=False
            )

    def address_of(span: Span) -> Span:
        name = _name_of(span)
        link = found.get(name, "") or web_address(name)
        return msgspec.structs.replace(span, link=link) if link != span.link else span

    return address_of


def _addresses(corpus: "Corpus", ids: set[str], sources: set[str], *, has_files: bool) -> dict[str, str]:
    located = corpus.locations(sorted(ids)) if has_files else {}
    files = {id_: file_address(path, line) for id_, (path, line) in located.items()}
    found = {f"{prefix}{id_}": address for id_, address in files.items() for prefix in (RECORD, SOURCE)}
    for source in corpus.records(Source.KIND, sorted(sources)):
        if isinstance(source, Source) and (address := web_address(source.url)):
            found[f"{SOURCE}{source.id}"] = address
    return found


def _mapped(block: Block, address_of: Callable[[Span], Span]) -> Block:
    def spans_of(spans: Spans) -> Spans:
        return tuple(map(address_of, spans))

    def line_of(line: Line) -> Line:
        return msgspec.structs.replace(line, spans=spans_of(line.spans), gutter=spans_of(line.gutter))

    def row_of(row: Cells | Line | Entry) -> Cells | Line | Entry:
        match row:
            case Line():
                return line_of(row)
            case Entry():
                return Entry(row.id, tuple(map(spans_of, row.cells)), tuple(map(spans_of, row.below)))
            case _:
                return tuple(map(spans_of, row))

    if isinstance(block, Line):
        return line_of(block)
    return msgspec.structs.replace(block, rows=tuple(map(row_of, block.rows)))
