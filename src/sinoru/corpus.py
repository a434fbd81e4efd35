"""The front door for look-ups: `sinoru.open`, and `Corpus` with a method for each (docs/library.md).

Programs, the command line, the browser and the server ask it, and nothing below it. Here an index is opened, kept up
to date and built again where it proves corrupt, and what was read as something else is put into the answer. A method
loads its question when it is called: the command line pays for the one that it asks.
"""

from __future__ import annotations

import os
from _thread import RLock
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec.structs import replace

from sinoru.index.fields import PRIVATE
from sinoru.index.index import no_progress
from sinoru.index.open import find_changes, known_files, open_index, remake_index
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import only_store, shipped_corpus
from sinoru.loading.files import find_corpus_files
from sinoru.messages import not_a, unknown
from sinoru.model.errors import GivenUp, StoreError, WrongUsage, WrongValue
from sinoru.query.answers import PRESENTERS, Reply
from sinoru.query.filters import ARGUMENTS, COUNTED, FILTERS, STATS_OF, Filters, is_repeated
from sinoru.query.read_as import Readings, with_readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType
    from typing import Self, Unpack

    from sinoru.dates.periods import Unit
    from sinoru.index.index import Index, Progress
    from sinoru.index.public import Withheld
    from sinoru.model.records import Diagnostic, Record
    from sinoru.query.analysis_answers import Chain, Comparison, Conflicts, Links, Stats
    from sinoru.query.answers import (
        Candidates,
        Card,
        Claims,
        Everyone,
        Explanation,
        NobodyFound,
        OfficeHolders,
        OnDay,
        Reading,
        Search,
        Shown,
        SourceDetail,
        Sources,
        Timeline,
    )
    from sinoru.query.cite import Citations
    from sinoru.query.filtering import Date, Filtering
    from sinoru.query.lists import Asked, Page
    from sinoru.query.show import RecordLocation

T = TypeVar("T")
PathLike = str | os.PathLike[str]
_ARGUMENTS = ARGUMENTS | {
    "NAME": "name",
    "DATE": "date",
    "WORDS": "words",
    "A": "name",
    "B": "other",
    "SOURCE": "source",
}
"""The keyword arguments by what the command line calls them."""


def _present(function: str) -> Callable[..., Any]:
    """Return a function of sinoru.presenting, which is loaded when it is first called."""

    def present(*answer: Any, **how: Any) -> Any:
        return getattr(import_module("sinoru.presenting"), function)(*answer, **how)

    return present


PRESENTERS.update(dict=_present("shape_of"), text=_present("text"), html=_present("rich_text"))


def read_filters(given: Filtering) -> Filters:
    """Return the filters that keyword arguments name. Raises WrongUsage for an unknown name or an invalid value."""
    filters: dict[str, Any] = {}
    for name, value in cast("Mapping[str, Any]", given).items():
        if name not in FILTERS:
            raise WrongUsage(unknown("filter", name, [*FILTERS]))
        filters[name] = _filter_value(name, value)
    return Filters(**filters)


def argument_of(option: str) -> str:
    """Return the keyword argument for an option of the command line: `start` for `--from`."""
    return _ARGUMENTS.get(option, option.lstrip("-"))


def _filter_value(name: str, value: Any) -> Any:
    if name == "limit":
        return _check_limit(value)
    if not is_repeated(name):
        return str(value or "")
    return tuple(map(str, (value,) if isinstance(value, str) else value or ()))


def _check_limit(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongUsage(f"limit {not_a('a whole number of 1 or more', str(value))}")
    return value


def open(  # noqa: A001  `sinoru.open`, as in `gzip.open`
    path: PathLike | Iterable[PathLike] | None = None,
    *,
    public: bool = False,
) -> Corpus:
    """Open the corpus at a path, or at several paths as one; without a path, the bundled corpus.

    A path is a folder of *.yaml files, or one such file. Its index is kept in the user's cache folder, and built
    first if necessary. Instead of a path, the address of a store that a corpus was pushed to can be given:
    `postgresql://...` or `sqlite:PATH`. A `public` corpus has nothing that is marked as private. Raises
    NoSuchCorpus, UnreadableCorpus, StoreError or WrongUsage.
    """
    if path is None:
        return _opened((shipped_corpus(),), is_public=public)
    paths = (path,) if isinstance(path, str | os.PathLike) else tuple(path)
    if not paths:
        raise WrongUsage('No path of a corpus given. Example: sinoru.open("my-corpus")')
    return _opened(tuple(os.fspath(one) for one in paths), is_public=public)


def _opened(paths: tuple[str, ...], *, is_public: bool) -> Corpus:
    corpus = Corpus(paths, is_public=is_public)
    corpus.ask(lambda _: None)
    return corpus


class Corpus:
    """A corpus, with a method for each look-up of the command line.

    Each answer reflects the files as they are when the method is called. Any thread may call the methods, but only
    one call runs at a time: open a corpus in each thread to run calls in parallel. Use the corpus in a `with`
    statement, or close it.

    All filters of `Filtering` are keyword arguments: `corpus.timeline(start="1999-05", person=["Yeltsin", "Jiang"])`.
    A name that the corpus does not contain raises UnknownValue, an ambiguous name AmbiguousValue, and an invalid
    date WrongDate; all of them are subclasses of SinoruError.
    """

    def __init__(
        self,
        paths: tuple[str, ...],
        *,
        most: int | None = None,
        named: Callable[[str], str] | None = argument_of,
        progress: Callable[[], Progress] = lambda: no_progress,
        is_public: bool = False,
    ) -> None:
        """Make the front door to a corpus, which is opened at the first look-up.

        A list of more than `most` records is refused. `named` returns what the caller calls an option of the command
        line; None: the same. `progress` begins to show the progress of building an index. A public corpus has nothing
        that is private.
        """
        self.paths = paths
        """The paths of its files, or the address of its store, which may contain a password."""
        self.unplaced: tuple[Reading, ...] = ()
        """What the last look-up read as something else, where its answer has no place to say so."""
        self._store = only_store(paths)
        self._is_public = is_public
        self._most, self._named, self._progress = most, named, progress
        self._lock = RLock()
        self._index: Index | None = None
        self._is_asking = self._is_closed = False

    def timeline(self, **filters: Unpack[Filtering]) -> Timeline:
        """Return the events in chronological order, by their first possible day.

        `query` chooses among them, in the language of `search`; so it does in other look-ups that take it.
        """
        from sinoru.query.timeline import ask_timeline

        return self.ask(lambda index: ask_timeline(index, read_filters(filters), self._most))

    def on(self, date: Date, **filters: Unpack[Filtering]) -> OnDay | Timeline:
        """Return what happened on a date, what was under way, who held which office, and what was claimed.

        `within` extends the date by a span before and after, such as "3d" or "2w". For a day without a year, such as
        "8 May", return the Timeline of that day in any year.
        """
        from sinoru.dates.written import day_of_any_year
        from sinoru.query.on import ask_on, ask_on_in_any_year

        if day := day_of_any_year(str(date)):
            return self.ask(lambda index: ask_on_in_any_year(index, day, read_filters(filters), self._most))
        return self.ask(lambda index: ask_on(index, str(date), read_filters(filters), self._most))

    def offices_on(self, date: Date, **filters: Unpack[Filtering]) -> OnDay:
        """Return all offices held on a date, and nothing else of it."""
        from sinoru.query.on import ask_offices_on

        return self.ask(lambda index: ask_offices_on(index, str(date), read_filters(filters)))

    def who(
        self, name: str, *, on: Date = "", all_offices: bool = False, **filters: Unpack[Filtering]
    ) -> Card | Candidates | OfficeHolders | NobodyFound:
        """Return the card of a person or an organisation, found by any spelling or part of the name, or by an office.

        If several records match, return Candidates; if none does, NobodyFound with similar names. `on` limits
        the offices to those held on a date. With `all_offices`, `limit` does not bound offices and their holders.
        """
        from sinoru.query.who import ask_who

        return self.ask(
            lambda index: ask_who(index, name, str(on), read_filters(filters), all_offices=all_offices)
        )

    def everyone(self, **filters: Unpack[Filtering]) -> Everyone:
        """Return all people, then all organisations, by name."""
        from sinoru.query.who import list_everyone

        return self.ask(lambda index: list_everyone(index, read_filters(filters)))

    def search(self, words: str, **filters: Unpack[Filtering]) -> Search:
        """Return the records that contain all the words, best first; at most 20 unless `limit` is given.

        "a phrase" matches words in a row, -word excludes records with the word, part* matches words that begin with
        these letters, OR between words matches either of them, parentheses group, and `person:Yeltsin` and other
        fields are conditions (docs/search.md). A question such as `who was foreign minister of Russia in June 1999`
        is also `answered`, if no filter is given.
        """
        from sinoru.query.search import ask_search
        from sinoru.text.questions import is_question

        if not filters.keys() - {"limit"} and is_question(words):
            from sinoru.query.questions import ask_question

            return self.ask(lambda index: ask_question(index, words, read_filters(filters)))
        return self.ask(lambda index: ask_search(index, words, read_filters(filters)))

    def explain(self, words: str, question: str = "search", **filters: Unpack[Filtering]) -> Explanation:
        """Return how a query is read, what it becomes in the corpus, and the statements that find its records.

        `question` is the look-up that is asked: search, timeline, claims, conflicts or stats.
        """
        from sinoru.query.explain import explain_query

        listed = {"timeline": "event", "stats": "event", "claims": "claim"}
        kind = listed.get(question) or COUNTED.get(question.removeprefix(STATS_OF), "")
        kinds = tuple(filter(None, (kind,)))
        return self.ask(lambda index: explain_query(index, words, read_filters(filters), kinds, question))

    def claims(self, words: str = "", **filters: Unpack[Filtering]) -> Claims:
        """Return claims, each with its claimant, certainty and assessment, by date.

        With `words`, return the claims that contain all of them.
        """
        from sinoru.query.claims import ask_claims

        return self.ask(lambda index: ask_claims(index, words, read_filters(filters), self._most))

    def conflicts(self, words: str = "", **filters: Unpack[Filtering]) -> Conflicts:
        """Return statements that cannot all be true, each group with a verdict.

        With `words`, return those on records that contain the words; or, if they are the id of a record, those on it
        and on the records that refer to it.
        """
        from sinoru.query.conflicts import ask_conflicts

        return self.ask(lambda index: ask_conflicts(index, words, read_filters(filters)))

    def links(
        self, name: str | Sequence[str], other: str = "", **filters: Unpack[Filtering]
    ) -> Links | Chain | NobodyFound:
        """Return whom a person or an organisation met, with whom it only spoke, and with whom it was only named.

        With `other`, return what the two are to each other, the sources that both made, and all events that they
        share or, without any, the shortest chain between them.
        A list of words, as they are typed, may be one name or two. If no person or organisation has the name, return
        NobodyFound with similar names.
        """
        from sinoru.query.links import ask_links

        names = (name, other) if isinstance(name, str) else name
        is_pair = bool(other)
        return self.ask(
            lambda index: ask_links(index, [*filter(None, names)], read_filters(filters), is_pair=is_pair)
        )

    def compare(self, a: str | Sequence[str], b: str = "", **filters: Unpack[Filtering]) -> Comparison:
        """Return two sources side by side: where they differ, what both say, and what only one of them says.

        A source is named by its id or by words that describe no other. A list of words, as they are typed, names
        both. A limit bounds each list.
        """
        from sinoru.query.compare import ask_compare

        names = (a, b) if isinstance(a, str) else a
        return self.ask(lambda index: ask_compare(index, names, read_filters(filters)))

    def stats(
        self,
        groups: Sequence[str] | None = None,
        unit: Unit | None = None,
        of: str = "events",
        sums: Sequence[str] = (),
        **filters: Unpack[Filtering],
    ) -> Stats:
        """Return the numbers of events by time and by groups, and the longest gaps between events.

        `of` is what is counted: events, people, organisations, places, claims, conflicts, sources, offices or
        participants. A group is a filter, or a field by its key: `publisher`, `offices.title`, also one of the
        corpus's own; None: the usual ones. `sums` are numbers of the corpus's own, whose sums are returned. Without
        a unit of time, the shortest is chosen that fits on one line.
        """
        from sinoru.query.stats import ask_stats

        return self.ask(lambda index: ask_stats(index, read_filters(filters), groups, unit, of, sums))

    def show(self, id_: str) -> Shown:
        """Return the complete record with this id, and the records that refer to it. Raises UnknownId."""
        from sinoru.query.show import ask_show

        return self.ask(lambda index: ask_show(index, id_))

    def sources(self, words: str = "", **filters: Unpack[Filtering]) -> Sources:
        """Return the bibliography: the sources that most records cite first, then by author and date.

        `words` choose sources by contributor, title, publication, archive, DOI, ISBN, date and id.
        """
        from sinoru.query.sources import list_sources

        return self.ask(lambda index: list_sources(index, read_filters(filters), words))

    def source(self, id_: str, **filters: Unpack[Filtering]) -> SourceDetail:
        """Return a source and the records that cite it, passage by passage, of each at most `limit`.

        Raises UnknownId.
        """
        from sinoru.query.sources import ask_source

        return self.ask(lambda index: ask_source(index, id_, read_filters(filters)))

    def find_source(self, text: str, **filters: Unpack[Filtering]) -> SourceDetail | Sources:
        """Return the source with this id, or the one that the words describe; several, or none, as a list.

        Raises UnknownId where no source fits, whatever the filters.
        """
        from sinoru.query.sources import find_source

        return self.ask(lambda index: find_source(index, text, read_filters(filters)))

    def cite(self, *ids: str, all: bool = False) -> Citations:  # noqa: A002  as the option of the command line
        """Return the sources that support the records with these ids, each with its passages. Raises UnknownId.

        With `all`, `against` has the sources that speak against these records, or do not support them. `records` has
        the records themselves as parts of the corpus, if they are few.
        """
        from sinoru.query.cite import ask_cite
        from sinoru.query.cite_corpus import with_parts

        return self.ask(lambda index: with_parts(index, ask_cite(index, ids, with_against=all), ids))

    def cite_corpus(self, *ids: str) -> Citations:
        """Return the corpus as a work to cite; with ids, these records as parts of it. Raises UnknownId."""
        from sinoru.query.cite_corpus import ask_cite_corpus

        return self.ask(lambda index: ask_cite_corpus(index, ids))

    def sources_of(self, answer: object) -> Citations:
        """Return the sources that an answer cites, as citations."""
        from sinoru.query.cite import cite_shown

        return self.ask(lambda index: cite_shown(index, answer))

    def find_ids(
        self, words: Sequence[str], numbered: Callable[[str], str], *, may_guess: bool = True
    ) -> list[str] | Candidates:
        """Return the ids of the records that words name, or the candidates where a name fits several.

        `numbered` returns the id that a number stands for; with `may_guess`, a name may be found by its sound.
        """
        from sinoru.query.record_words import record_ids

        return self.ask(lambda index: record_ids(index, words, numbered, may_guess=may_guess))

    def locations(self, ids: Iterable[str]) -> dict[str, RecordLocation]:
        """Return the file and line of each record with one of these ids, without ids that no record has."""
        from sinoru.query.show import locate_records

        return self.ask(lambda index: locate_records(index, ids))

    def records(self, kind: str, ids: Iterable[str]) -> Sequence[Record]:
        """Return the records of a kind with these ids, without ids that no such record has."""
        from sinoru.query.fetch import by_ids

        return self.ask(lambda index: by_ids(index, kind, ids))

    def location(self, id_: str) -> RecordLocation:
        """Return the file and line of a record. Raises UnknownId with the nearest ids."""
        from sinoru.query.show import locate_record

        return self.ask(lambda index: locate_record(index, id_))

    def first_id(self) -> str:
        """Return the id of the first event, or of any record without events; empty in an empty corpus."""
        from sinoru.query.holdings import first_id

        return self.ask(first_id)

    def page(self, asked: Asked, skip: int, limit: int) -> Page:
        """Return `limit` rows of a list to scroll through, without the first `skip`."""
        from sinoru.query.pages import ask_page

        return self.ask(lambda index: ask_page(index, asked, skip, limit))

    def numbers(self, asked: Asked) -> Sequence[int]:
        """Return the numbers of all records of a list, in its order."""
        from sinoru.query.pages import all_numbers

        return self.ask(lambda index: all_numbers(index, asked))

    def numbers_on(self, date: Date, **filters: Unpack[Filtering]) -> Sequence[int]:
        """Return the numbers of what a date has, in the order of `on`; of office holders, those of the people."""
        from sinoru.query.pages import numbers_on

        return self.ask(lambda index: numbers_on(index, str(date), read_filters(filters)))

    def position(self, asked: Asked, *, id_: str = "", day: str = "") -> int | None:
        """Return the position in a list, from 0, of a record (None: none), or of the first event from a day on."""
        from sinoru.query.pages import position_of, position_of_day

        return self.ask(
            lambda index: position_of_day(index, asked, day) if day else position_of(index, asked, id_)
        )

    def date_of(self, id_: str) -> str:
        """Return the date (EDTF) of a record; empty if it has none."""
        from sinoru.query.pages import date_listed

        return self.ask(lambda index: date_listed(index, id_))

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Return the errors in the corpus, by file and line; answers use the data that is not affected."""
        return tuple(self.ask(lambda index: index.diagnostics()))

    @property
    def records_by_kind(self) -> dict[str, int]:
        """Return the number of records of each kind: `{"event": 194, "person": 60, ...}`."""
        from sinoru.query.holdings import records_by_kind

        return self.ask(records_by_kind)

    @property
    def withheld(self) -> Withheld | None:
        """Return what is left out because it is private; None if nothing is."""
        return self.ask(lambda index: cast("Withheld | None", index.withheld))

    def give_up(self) -> None:
        """Cancel the query that runs in another thread, which then raises GivenUp."""
        if index := self._index:
            index.give_up()

    def close(self) -> None:
        """Close the index; any query after that raises WrongUsage."""
        with self._lock:
            self._close_index()
            self._is_closed = True

    def _close_index(self) -> None:
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
        from sinoru.messages import without_password

        return f"<sinoru.Corpus at {', '.join(map(without_password, self.paths))}>"

    def ask(self, question: Callable[[Index], T]) -> T:
        """Return the answer of the index to a question; every look-up above is one.

        A question may ask others: they are one look-up, of the same state of the files, which is repeated as a whole
        where the index proves corrupt.
        """
        with self._lock:
            if self._is_asking and self._index:
                return question(self._index)
            self._is_asking = True
            try:
                return self._ask(question)
            finally:
                self._is_asking = False
                if self._index:
                    self._index.rest()

    def _ask(self, question: Callable[[Index], T]) -> T:
        was_open, self._index = self._index is not None, self._index or self._open()
        try:
            if was_open:
                self._index = self._refreshed(self._index)
            self._index.is_given_up = False
            return self._answer(self._index, question)
        except WrongValue as error:
            if self._named:
                error.name_as(self._named(error.option))
            raise
        except CORRUPTION_ERRORS as error:
            if self._is_given_up():
                raise GivenUp from None
            # Damage shows only when it is read. The index can be rebuilt from the files, a store cannot.
            self._close_index()
            if self._store:
                from sinoru.store.open import damaged

                raise damaged(self._store, error) from None
            self._index = self._shown(remake_index(self.paths, self._progress()), is_kept=False)
            return self._answer(self._index, question)

    def _is_given_up(self) -> bool:
        return self._index is not None and self._index.is_given_up

    def _answer(self, index: Index, question: Callable[[Index], T]) -> T:
        """Return the answer, with what was read as something else, each under the name that the caller uses."""
        with Readings() as readings:
            answer = question(index)
        found = readings.found
        if self._named:
            found = tuple(replace(one, given=self._named(one.given)) for one in found)
        self.unplaced = () if isinstance(answer, Reply) else found
        if not self._is_public and PRIVATE in index.flags:
            from sinoru.query.marks import with_private

            answer = with_private(index, answer)
        return with_readings(answer, found)

    def _open(self) -> Index:
        """Open the index, which is built if necessary. Raises WrongUsage after `close`."""
        if self._is_closed:
            raise WrongUsage("This corpus is closed. Open it again with sinoru.open.")
        if not self._store:
            return self._shown(open_index(self.paths, self._progress()))
        from sinoru.store.open import open_store

        store = open_store(self._store)
        try:
            return self._checked(store)
        except StoreError:
            store.close()
            raise

    def _checked(self, store: Index) -> Index:
        """Return the index of a store. Raises StoreError if it has what is private, and this corpus is public."""
        if self._is_public:
            from sinoru.index.public import has_private

            if has_private(store):
                why = "it was pushed with --private, so it has what is private"
                raise StoreError(self._store, f"{why}. Use --private here as well, or push again without it")
        return store

    def _shown(self, index: SqliteIndex, *, is_kept: bool = True) -> SqliteIndex:
        """Return the index, or if this corpus is public, one without what is private."""
        if not self._is_public:
            return index
        from sinoru.index.public import as_public

        return as_public(index, is_kept=is_kept)

    def _refreshed(self, index: Index) -> Index:
        """Return an open index, opened again if the files have changed."""
        if isinstance(index, SqliteIndex) and not self._store:
            if not find_changes(known_files(index.connection), find_corpus_files(self.paths)):
                return index
        else:
            try:
                index.refresh()
            except StoreError:  # a server that was unreachable may be back
                pass
            else:
                return self._checked(index)
        self._close_index()
        return self._open()
