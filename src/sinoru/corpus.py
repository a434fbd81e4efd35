"""The library behind `import sinoru`: the look-ups of the command line for programs and notebooks (docs/library.md).

The module also registers how answers look as dictionaries, as text and in a notebook.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from threading import RLock
from types import TracebackType
from typing import Any, Self, TypedDict, TypeVar, Unpack, cast

from msgspec.structs import replace

from sinoru.cite import STYLES
from sinoru.export.shapes import Shape, part_shape, shape
from sinoru.index.index import Index
from sinoru.index.open import find_changes, known_files, open_index, remake_index
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import only_store, shipped_corpus
from sinoru.loading.files import find_corpus_files
from sinoru.messages import not_a, unknown, without_password
from sinoru.model.errors import GivenUp, StoreError, WrongUsage, WrongValue
from sinoru.model.records import Diagnostic
from sinoru.query.analysis_answers import Chain, Conflicts, Links
from sinoru.query.answers import (
    PRESENTERS,
    Answer,
    Candidates,
    Card,
    Claims,
    Everyone,
    NobodyFound,
    OfficeHolders,
    OnDay,
    Search,
    Shown,
    SourceDetail,
    Sources,
    Timeline,
)
from sinoru.query.cite import Citations
from sinoru.query.filters import Filters, Sort
from sinoru.query.read_as import Readings, with_readings
from sinoru.render.document import Document, Look
from sinoru.render.html import WIDTH as HTML_WIDTH
from sinoru.render.html import html
from sinoru.render.layout import plain_lines
from sinoru.render.listing import with_ids
from sinoru.render.read_as import readings_first

T = TypeVar("T")
PathLike = str | os.PathLike[str]
OneOrMore = str | Iterable[str]
"""One value, or several alternatives."""
Date = str | dt.date
"""A date, EDTF, or a date as people write it: "1999-05", "8 May 1999", "1999-Q2"."""

_ARGUMENTS = {
    "--from": "start",
    "--to": "end",
    "NAME": "name",
    "DATE": "date",
    "WORDS": "words",
    "A": "name",
    "B": "other",
}
_SORTS = ("", "date", "-date", "rank")
_SINGLE = ("start", "end", "sort")


class Filtering(TypedDict, total=False):
    """The filters: each is the command-line option of that name; `start` and `end` are --from and --to."""

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
    via: OneOrMore
    about: OneOrMore
    certainty: OneOrMore
    verdict: OneOrMore
    limit: int | None
    sort: Sort


def read_filters(given: Filtering) -> Filters:
    """Return the filters that keyword arguments name. Raises WrongUsage for an unknown name or an invalid value."""
    filters: dict[str, Any] = {}
    for name, value in cast("Mapping[str, Any]", given).items():
        if name not in Filters.__struct_fields__:
            raise WrongUsage(unknown("filter", name, Filters.__struct_fields__))
        filters[name] = _filter_value(name, value)
    return Filters(**filters)


def argument_of(option: str) -> str:
    """Return the keyword argument for an option of the command line: `start` for `--from`."""
    return _ARGUMENTS.get(option, option.lstrip("-"))


def _filter_value(name: str, value: Any) -> Any:
    if name == "limit":
        return _check_limit(value)
    if name == "sort" and value not in _SORTS:
        raise WrongUsage(unknown("sort order", str(value), _SORTS[1:]))
    if name in _SINGLE:
        return str(value or "")
    return tuple(map(str, (value,) if isinstance(value, str) else value or ()))


def _check_limit(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongUsage(f"limit {not_a('a whole number of 1 or more', str(value))}")
    return value


VIEWS = {
    "Timeline": "timeline",
    "OnDay": "on",
    "Card": "who",
    "Candidates": "who",
    "OfficeHolders": "who",
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
"""The view that shows an answer, by the type of the answer; a part of an answer has no view."""


def shape_of(answer: Answer) -> Shape:
    """Return an answer as `--format json` has it; a part of an answer as it is there, without the version."""
    return shape(answer) if type(answer).__name__ in VIEWS else part_shape(answer)


def text(answer: Answer, width: int | None = None, *, full: bool = False) -> str:
    """Return an answer as the command line prints it; a part of an answer as its `repr`."""
    document = _document(answer, Look(width=width, full=full, suggests=width is None))
    if document is None:
        return repr(answer)
    return "\n".join(plain_lines(with_ids(document) if width is None else document, width))


def rich_text(answer: Answer) -> str:
    """Return an answer as HTML for a notebook."""
    from sinoru.render.document import line

    return html(_document(answer, Look(width=HTML_WIDTH, suggests=False)) or iter((line(repr(answer)),)))


def _document(answer: Answer, look: Look) -> Document | None:
    view = VIEWS.get(type(answer).__name__)
    if view is None:
        return None
    shown: Any = answer
    if isinstance(answer, Citations):
        from sinoru.cite.typeset import bibliography_of

        shown = bibliography_of(answer, STYLES[0])  # the default style of `sinoru cite`
    document: Document = getattr(import_module(f"sinoru.render.{view}"), f"{view}_document")(shown, look)
    return readings_first(answer, document)


def register() -> None:
    """Register the functions that present answers: as `to_dict`, as `to_text` and in a notebook."""
    PRESENTERS.update({"dict": shape_of, "text": text, "html": rich_text})


register()


def open(  # noqa: A001  `sinoru.open`, as in `gzip.open`
    path: PathLike | Iterable[PathLike] | None = None,
) -> "Corpus":
    """Open the corpus at a path, or at several paths as one; without a path, the bundled corpus.

    A path is a folder of *.yaml files, or one such file. Its index is kept in the user's cache folder, and built
    first if necessary. Instead of a path, the address of a store that a corpus was pushed to can be given:
    `postgresql://...` or `sqlite:PATH`. Raises NoSuchCorpus, UnreadableCorpus, StoreError or WrongUsage.
    """
    if path is None:
        return Corpus((shipped_corpus(),))
    paths = (path,) if isinstance(path, str | os.PathLike) else tuple(path)
    if not paths:
        raise WrongUsage('No path of a corpus given. Example: sinoru.open("my-corpus")')
    return Corpus(tuple(os.fspath(one) for one in paths))


class Corpus:
    """A corpus, with a method for each look-up of the command line.

    Each answer reflects the files as they are when the method is called. Any thread may call the methods, but only
    one call runs at a time: open a corpus in each thread to run calls in parallel. Use the corpus in a `with`
    statement, or close it.

    All filters of `Filtering` are keyword arguments: `corpus.timeline(start="1999-05", person=["Yeltsin", "Jiang"])`.
    A name that the corpus does not contain raises UnknownValue, an ambiguous name AmbiguousValue, and an invalid
    date WrongDate; all of them are subclasses of SinoruError.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        """The paths of its files, or the address of its store, which may contain a password."""
        self._store = only_store(paths)
        self._lock = RLock()
        self._index: Index | None = self._open()

    def timeline(self, **filters: Unpack[Filtering]) -> Timeline:
        """Return the events in chronological order, by their first possible day."""
        from sinoru.query.timeline import ask_timeline

        return self.ask(lambda index: ask_timeline(index, read_filters(filters)))

    def on(self, date: Date, *, within: str = "", **filters: Unpack[Filtering]) -> OnDay:
        """Return what happened on a date, what was under way, who held which office, and what was claimed.

        `within` extends the date by a span before and after, such as "3d" or "2w".
        """
        from sinoru.query.on import ask_on

        return self.ask(lambda index: ask_on(index, str(date), within, read_filters(filters)))

    def who(
        self, name: str, *, on: Date = "", **filters: Unpack[Filtering]
    ) -> Card | Candidates | OfficeHolders | NobodyFound:
        """Return the card of a person or an organisation, found by any spelling or part of the name, or by an office.

        If several records match, return Candidates; if none does, NobodyFound with similar names. `on` limits
        the offices to those held on a date.
        """
        from sinoru.query.who import ask_who

        return self.ask(lambda index: ask_who(index, name, str(on), read_filters(filters)))

    def everyone(self, **filters: Unpack[Filtering]) -> Everyone:
        """Return all people, then all organisations, by name."""
        from sinoru.query.who import list_everyone

        return self.ask(lambda index: list_everyone(index, read_filters(filters)))

    def search(self, words: str, **filters: Unpack[Filtering]) -> Search:
        """Return the records that contain all the words, best first; at most 20 unless `limit` is given.

        "a phrase" matches words in a row, -word excludes records with the word, part* matches words that begin with
        these letters, and OR between words matches either of them.
        """
        from sinoru.query.search import ask_search

        return self.ask(lambda index: ask_search(index, words, read_filters(filters)))

    def claims(self, words: str = "", **filters: Unpack[Filtering]) -> Claims:
        """Return claims, each with its claimant, certainty and assessment, by date.

        With `words`, return the claims that contain all of them.
        """
        from sinoru.query.claims import ask_claims

        return self.ask(lambda index: ask_claims(index, words, read_filters(filters)))

    def conflicts(self, words: str = "", **filters: Unpack[Filtering]) -> Conflicts:
        """Return statements that cannot all be true, each group with a verdict.

        With `words`, return those on records that contain the words; or, if they are the id of a record, those on it
        and on the records that refer to it.
        """
        from sinoru.query.conflicts import ask_conflicts

        return self.ask(lambda index: ask_conflicts(index, words, read_filters(filters)))

    def links(self, name: str, other: str = "", **filters: Unpack[Filtering]) -> Links | Chain | NobodyFound:
        """Return whom a person or an organisation met, with whom it only spoke, and with whom it was only named.

        With `other`, return all events that the two share or, without any, the shortest chain between them.
        If no person or organisation has the name, return NobodyFound with similar names.
        """
        from sinoru.query.links import ask_links

        names = tuple(filter(None, (name, other)))
        return self.ask(lambda index: ask_links(index, names, read_filters(filters), is_pair=len(names) > 1))

    def show(self, id_: str) -> Shown:
        """Return the complete record with this id, and the records that refer to it. Raises UnknownId."""
        from sinoru.query.show import ask_show

        return self.ask(lambda index: ask_show(index, id_))

    def sources(self, words: str = "", **filters: Unpack[Filtering]) -> Sources:
        """Return the bibliography: the sources that most records cite first, then by author and date.

        `words` choose sources by author, title, container, publisher, date and id.
        """
        from sinoru.query.sources import list_sources

        return self.ask(lambda index: list_sources(index, read_filters(filters), words))

    def source(self, id_: str, **filters: Unpack[Filtering]) -> SourceDetail:
        """Return a source and the records that cite it, passage by passage, of each at most `limit`.

        Raises UnknownId.
        """
        from sinoru.query.sources import ask_source

        return self.ask(lambda index: ask_source(index, id_, read_filters(filters)))

    def cite(self, *ids: str, all: bool = False) -> Citations:  # noqa: A002  as the option of the command line
        """Return the sources that support the records with these ids, each with its passages. Raises UnknownId.

        With `all`, `against` has the sources that speak against these records, or do not support them.
        """
        from sinoru.query.cite import ask_cite

        return self.ask(lambda index: ask_cite(index, ids, with_against=all))

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Return the errors in the corpus, by file and line; answers use the data that is not affected."""
        return tuple(self.ask(Index.diagnostics))

    @property
    def records_by_kind(self) -> dict[str, int]:
        """Return the number of records of each kind: `{"event": 194, "person": 60, ...}`."""
        from sinoru.query.holdings import records_by_kind

        return self.ask(records_by_kind)

    def give_up(self) -> None:
        """Cancel the query that runs in another thread, which then raises GivenUp."""
        if index := self._index:
            index.give_up()

    def close(self) -> None:
        """Close the index; any query after that raises WrongUsage."""
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

    def ask(self, question: Callable[[Index], T]) -> T:
        """Return the answer of the index to a question of `sinoru.query`; every look-up above is one."""
        with self._lock:
            try:
                index = self._current_index()
                index.is_given_up = False
                return self._answer(index, question)
            except WrongValue as error:
                error.name_as(argument_of(error.option))
                raise
            except CORRUPTION_ERRORS as error:
                if self._index and self._index.is_given_up:
                    raise GivenUp from None
                # Damage shows only when it is read. The index can be rebuilt from the files, a store cannot.
                self.close()
                if self._store:
                    from sinoru.store.open import damaged

                    raise damaged(self._store, error) from None
                self._index = remake_index(self.paths)
                return self._answer(self._index, question)
            finally:
                if self._index:
                    self._index.rest()

    def _answer(self, index: Index, question: Callable[[Index], T]) -> T:
        """Return the answer, with what was read as something else, each under the name of the argument."""
        with Readings() as readings:
            answer = question(index)
        named = (replace(one, given=argument_of(one.given)) for one in readings.found)
        return with_readings(answer, tuple(named))

    def _open(self) -> Index:
        if not self._store:
            return open_index(self.paths)
        from sinoru.store.open import open_store

        return open_store(self._store)

    def _current_index(self) -> Index:
        """Return the index, opened again if the files have changed. Raises WrongUsage after `close`."""
        if self._index is None:
            raise WrongUsage("This corpus is closed. Open it again with sinoru.open.")
        if isinstance(self._index, SqliteIndex) and not self._store:
            if find_changes(known_files(self._index.connection), find_corpus_files(self.paths)):
                self._index.close()
                self._index = open_index(self.paths)
            return self._index
        try:
            self._index.refresh()
        except StoreError:  # a server that was unreachable may be back
            self._index.close()
            self._index = self._open()
        return self._index
