"""`import sinoru`: the questions of the command line for programs and notebooks (docs/library.md).

The filters of the command line as keyword arguments.

How answers look to a program, in a text and in a notebook.

A corpus to put questions to.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from threading import RLock
from types import TracebackType
from typing import Any, Self, TypedDict, TypeVar, Unpack, cast

from sinoru.cite import STYLES
from sinoru.cite.cited_text import Bibliography
from sinoru.export.shapes import shape
from sinoru.index.database import DATABASE_ERRORS
from sinoru.index.index import Index
from sinoru.index.open import find_changes, known_files, open_index, remake_index
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import only_store, shipped_corpus
from sinoru.loading.files import find_corpus_files
from sinoru.model.errors import GivenUp, StoreError, WrongUsage, WrongValue
from sinoru.model.records import Diagnostic
from sinoru.query.analyses import Chain, Conflicts, Links
from sinoru.query.answers import (
    PRESENTERS,
    Answer,
    Candidates,
    Card,
    Claims,
    Everyone,
    NobodyFound,
    OnDay,
    Search,
    Shown,
    SourceDetail,
    Sources,
    Timeline,
)
from sinoru.query.cite import Citations
from sinoru.query.filters import Filters, Sort
from sinoru.render.document import Document
from sinoru.render.html import html
from sinoru.render.layout import plain_lines
from sinoru.store.address import without_password

OneOrMore = str | Iterable[str]
"""A value, or several of which any will do."""
Date = str | dt.date
"""EDTF, or what a person types: "1999-05", "8 May 1999", "1999-Q2"."""

_ARGUMENTS = {"--from": "start", "--to": "end", "NAME": "name", "DATE": "date"}
_SORTS = ("", "date", "-date", "rank")
_SINGLE = ("start", "end", "sort")


class Filtering(TypedDict, total=False):
    """What a question may be narrowed to. Each is the option of that name; `start` and `end` are --from and --to."""

    start: Date
    end: Date
    person: OneOrMore
    org: OneOrMore
    country: OneOrMore
    place: OneOrMore
    kind: OneOrMore
    topic: OneOrMore
    source: OneOrMore
    by: OneOrMore
    about: OneOrMore
    certainty: OneOrMore
    verdict: OneOrMore
    limit: int | None
    sort: Sort


def read_filters(given: Filtering) -> Filters:
    """Read keyword arguments. Raises WrongUsage for a name or a value that is none."""
    typed: dict[str, Any] = {}
    for name, value in cast("Mapping[str, Any]", given).items():
        if name not in Filters.__struct_fields__:
            raise WrongUsage(f"'{name}' is no filter; there are {', '.join(Filters.__struct_fields__)}")
        typed[name] = _read(name, value)
    return Filters(**typed)


def argument_of(option: str) -> str:
    """Return the keyword that stands for what the command line calls so: `--from` is `start`."""
    return _ARGUMENTS.get(option, option.lstrip("-"))


def _read(name: str, value: Any) -> Any:
    if name == "limit":
        return _limit(value)
    if name == "sort" and value not in _SORTS:
        raise WrongUsage(f"sort: '{value}' is not one of {', '.join(filter(None, _SORTS))}")
    if name in _SINGLE:
        return str(value or "")
    return tuple(map(str, (value,) if isinstance(value, str) else value or ()))


def _limit(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongUsage(f"limit takes a whole number from 1 up, not {value!r}")
    return value


VIEWS = {
    "Timeline": "timeline",
    "OnDay": "on",
    "Card": "who",
    "Candidates": "who",
    "NobodyFound": "who",
    "Everyone": "who",
    "Search": "search",
    "Claims": "claims",
    "Conflicts": "conflicts",
    "Links": "links",
    "Chain": "links",
    "Shown": "show",
    "Sources": "sources",
    "SourceDetail": "sources",
    "Verification": "verify",
    "Citations": "citations",
}
"""Which view shows an answer of that type; a part of an answer has none."""


def text(answer: Answer, width: int | None = None) -> str:
    """Return an answer as the command line prints it; a part of one as Python writes it."""
    document = _document(answer)
    return repr(answer) if document is None else "\n".join(plain_lines(document, width))


def rich_text(answer: Answer) -> str:
    """Return an answer as HTML for a notebook."""
    from sinoru.render.document import line

    return html(_document(answer) or iter((line(repr(answer)),)))


def _document(answer: Answer) -> Document | None:
    view = VIEWS.get(type(answer).__name__)
    if view is None:
        return None
    shown = _in_style(answer) if isinstance(answer, Citations) else answer
    document: Document = getattr(import_module(f"sinoru.render.{view}"), f"{view}_document")(shown)
    return document


def _in_style(answer: Citations) -> Bibliography:
    """Set citations as `sinoru cite` does where no style is named."""
    from sinoru.cite.typeset import cite_in_style

    return cite_in_style(answer.citations, STYLES[0])


def register() -> None:
    """Teach every answer `to_dict`, `to_text` and its look in a notebook."""
    PRESENTERS.update({"dict": _plain, "text": text, "html": rich_text})


def _plain(answer: Answer) -> dict[str, Any]:
    return shape(answer)


T = TypeVar("T")
PathLike = str | os.PathLike[str]

register()


def open(  # noqa: A001  `sinoru.open`, as in `gzip.open`
    path: PathLike | Iterable[PathLike] | None = None,
) -> "Corpus":
    """Open the corpus at a path, or at several taken together; without one, the corpus that ships.

    A path is a folder of *.yaml files, or one such file. The index behind it is kept in the user's cache folder,
    and made first where there is none. In place of a path, the address of a store that a corpus was pushed to:
    `postgresql://...` or `sqlite:PATH`. Raises NoSuchCorpus, UnreadableCorpus or StoreError.
    """
    if path is None:
        return Corpus((shipped_corpus(),))
    given = (path,) if isinstance(path, str | os.PathLike) else tuple(path)
    if not given:
        raise WrongUsage("no path of a corpus was given")
    return Corpus(tuple(os.fspath(one) for one in given))


class Corpus:
    """A corpus, and the questions it answers: those of the command line, with the same answers.

    Each answer is true to the files as they are when the question is put. Any thread may ask; one question is
    answered at a time, so open a corpus in each thread to ask side by side. Use it in a `with` statement, or
    close it.

    All filters of `Filtering` are keyword arguments: `corpus.timeline(start="1999-05", person=["Yeltsin", "Jiang"])`.
    A name that nothing in the corpus bears raises UnknownValue, one that several bear AmbiguousValue, a date that
    is none WrongDate: all of them SinoruError.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        """Where its files are; or the address of its store, which may hold a password."""
        self._store = only_store(paths)
        self._lock = RLock()
        self._index: Index | None = self._open()

    def timeline(self, **filters: Unpack[Filtering]) -> Timeline:
        """Return what happened, in order of the first possible day."""
        from sinoru.query.timeline import ask_timeline

        return self._ask(lambda index: ask_timeline(index, read_filters(filters)))

    def on(self, date: Date, *, within: str = "", **filters: Unpack[Filtering]) -> OnDay:
        """Return what happened on a date, what was under way, and who held which office.

        `within` is a span before and after: "3d", "2w".
        """
        from sinoru.query.on import ask_on

        return self._ask(lambda index: ask_on(index, str(date), within, read_filters(filters)))

    def who(
        self, name: str, *, on: Date = "", **filters: Unpack[Filtering]
    ) -> Card | Candidates | NobodyFound:
        """Return the card of a person or an organisation, by any spelling, a part of the name, or an office.

        Several who bear the name: Candidates. Nobody: NobodyFound, with the nearest names. `on` limits the offices.
        """
        from sinoru.query.who import ask_who

        return self._ask(lambda index: ask_who(index, name, str(on), read_filters(filters)))

    def everyone(self, **filters: Unpack[Filtering]) -> Everyone:
        """Return all people and organisations, by name."""
        from sinoru.query.who import list_everyone

        return self._ask(lambda index: list_everyone(index, read_filters(filters)))

    def search(self, words: str, **filters: Unpack[Filtering]) -> Search:
        """Return the records that have all the words, best first; 20 unless `limit` says otherwise.

        "a phrase" keeps words together, -word leaves out what has it, part* finds what begins so, OR gives a choice.
        """
        from sinoru.query.search import ask_search

        return self._ask(lambda index: ask_search(index, words, read_filters(filters)))

    def claims(self, words: str = "", **filters: Unpack[Filtering]) -> Claims:
        """Return who claims what, how sure, and what became of it."""
        from sinoru.query.claims import ask_claims

        return self._ask(lambda index: ask_claims(index, words, read_filters(filters)))

    def conflicts(self, words: str = "", **filters: Unpack[Filtering]) -> Conflicts:
        """Return statements that cannot all be true; `words` may be the id of a record."""
        from sinoru.query.conflicts import ask_conflicts

        return self._ask(lambda index: ask_conflicts(index, words, read_filters(filters)))

    def links(self, name: str, other: str = "", **filters: Unpack[Filtering]) -> Links | Chain | NobodyFound:
        """Return whom a person met through which events; with another, the shortest chain between the two."""
        from sinoru.query.links import ask_links

        names = tuple(filter(None, (name, other)))
        return self._ask(lambda index: ask_links(index, names, read_filters(filters)))

    def show(self, id_: str) -> Shown:
        """Return a record whole, and what refers to it. Raises UnknownId."""
        from sinoru.query.show import ask_show

        return self._ask(lambda index: ask_show(index, id_))

    def sources(self, **filters: Unpack[Filtering]) -> Sources:
        """Return the bibliography, by author and date."""
        from sinoru.query.sources import list_sources

        return self._ask(lambda index: list_sources(index, read_filters(filters)))

    def source(self, id_: str) -> SourceDetail:
        """Return a source and what rests on it, passage by passage. Raises UnknownId."""
        from sinoru.query.sources import ask_source

        return self._ask(lambda index: ask_source(index, id_))

    def cite(self, *ids: str) -> Citations:
        """Return the sources that records rest on, each with all the passages. Raises UnknownId."""
        from sinoru.query.cite import ask_cite

        return self._ask(lambda index: ask_cite(index, ids))

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Return the faults of the corpus, in order of file and line; what they leave is answered from."""
        return tuple(self._ask(Index.diagnostics))

    def give_up(self) -> None:
        """Let the question that another thread has put raise GivenUp, soon: nobody waits for its answer."""
        if index := self._index:
            index.give_up()

    def close(self) -> None:
        """Close the index; no question can be asked after that."""
        with self._lock:
            if self._index:
                self._index.close()
            self._index = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<sinoru.Corpus at {', '.join(map(without_password, self.paths))}>"

    def _ask(self, question: Callable[[Index], T]) -> T:
        rotten = DATABASE_ERRORS if self._store else CORRUPTION_ERRORS
        with self._lock:
            try:
                index = self._fresh()
                index.is_given_up = False
                return question(index)
            except WrongValue as error:
                error.args = (f"{argument_of(error.option)}: {error.why}",)
                raise
            except rotten as error:
                if self._index and self._index.is_given_up:
                    raise GivenUp from None
                # It shows only when it is read; the files still hold the truth.
                self.close()
                if self._store:
                    raise StoreError(self._store, f"is damaged ({error}); push again") from None
                self._index = remake_index(self.paths)
                return question(self._index)
            finally:
                if self._index:
                    self._index.rest()

    def _open(self) -> Index:
        if not self._store:
            return open_index(self.paths)
        from sinoru.store.open import open_store

        return open_store(self._store)

    def _fresh(self) -> Index:
        """Return the index as it is to answer now: opened anew where the files have changed since."""
        if self._index is None:
            raise WrongUsage("this corpus has been closed")
        if isinstance(self._index, SqliteIndex) and not self._store:
            if find_changes(known_files(self._index.connection), find_corpus_files(self.paths)):
                self._index.close()
                self._index = open_index(self.paths)
            return self._index
        try:
            self._index.refresh()
        except StoreError:  # a server that was away may be back
            self._index.close()
            self._index = self._open()
        return self._index
