"""Drafts from the rows of a file: names of the corpus recognised, titles and ids assigned.

The locator of a draft is the one by which `sinoru verify` finds the entry in its file.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, count

import msgspec
from anyascii import anyascii
from msgspec.structs import replace

from sinoru.draft.answers import Draft, Drafts, LeftOut, NewSource, Row, Rows
from sinoru.draft.own_cells import Cells, read_cells
from sinoru.index.database import placeholders
from sinoru.index.index import Index, read_body
from sinoru.messages import as_text
from sinoru.model.records import Source
from sinoru.names.folding import fold
from sinoru.names.words import PARTICLES
from sinoru.query.fetch import former_ids, living_id
from sinoru.query.other_ids import records_with
from sinoru.text.hidden import hidden_in, one_line
from sinoru.verify.passages import read_passages
from sinoru.verify.terms import plain

_LONGEST_TITLE = 90
_WORDS_OF_ID = 5
_TITLE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"'”’)]*\s+(?=[^\W_a-z])|(?<=[。！？])")
_COMPARED = 60
_MOST_WORDS = 5
_BATCH = 400
_MOST_SHOWN = 4
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_NAME_ENDS = (", ", "; ", ": ", "(", ")", "\n")
_SHORTEST_PART = 4
"""The least letters of a part by which a complete name is recognised."""
_SHORTEST_ACRONYM = 2
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ\u0410-\u042f][\w’-]+(?: [A-ZÀ-ÖØ-Þ\u0410-\u042f][\w’-]+)*")
_LONGEST_SEARCHED = 400
_REMEMBERED = 10_000
"""Rows that are read once, however often they occur."""
_ENOUGH_NAMES, _MOST_TERMS = 2, 3


class Names(msgspec.Struct, frozen=True):
    """The records that a text names: ids by kind, the names as printed, and doubts about ambiguous ones."""

    person: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def make_title(summary: str) -> str:
    """Return the first sentence, or as many of its words as fit a title."""
    sentence = _TITLE_END.split(summary[:1000], maxsplit=1)[0].strip()
    title = sentence.rstrip(".。 ") or summary[:_LONGEST_TITLE]
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE].rsplit(None, 1)[0].rstrip(",;:–—- ")
    return f"{cut} …"


class Ids:
    """Ids for drafts, each from the first words of a title and a date; the next free number of each is remembered."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}
        self._stem_of = lru_cache(_REMEMBERED)(_stem_of)

    def make(self, title: str, date: str) -> str:
        """Return an unused id, and take it."""
        stem = self._stem_of(title, date)
        id_, count = stem, self._last.get(stem, 1)
        while id_ in self._taken:
            count += 1
            id_ = f"{stem}-{count}"
        self._last[stem] = count
        self._taken.add(id_)
        return id_


def _stem_of(title: str, date: str) -> str:
    words = re.findall(r"[a-z0-9]+", anyascii(title[:200]).lower().replace("'", ""))
    chosen = [word for word in words if word not in PARTICLES and (len(word) > 1 or word.isdigit())]
    day = re.sub(r"[^0-9xy-]", "", date.partition("/")[0].partition("T")[0].lower()).strip("-")
    named = "-".join(chosen[:_WORDS_OF_ID])[:60].strip("-") or "entry"
    return "-".join(filter(None, (named, re.sub("-+", "-", day))))


class Locators:
    """The passages of a text, as `sinoru verify` splits it."""

    def __init__(self, text: str, source: Source) -> None:
        passages = read_passages(text, source).passages if text else ()
        self._by_beginning: dict[str, str] = {}
        locators = [passage.at for passage in passages]
        for passage, at in zip(passages, locators, strict=True):
            self._by_beginning.setdefault(_beginning_of(passage.shown), at)
        counts = Counter(locators)
        self._ambiguous = {at for at, count in counts.items() if count > 1}

    def find(self, row: Row) -> str:
        """Return the locator of the passage that begins like the row; empty if none does, or if it is ambiguous."""
        at = self._by_beginning.get(_beginning_of(row.text), "")
        return "" if at in self._ambiguous else at


@lru_cache(_REMEMBERED)
def _beginning_of(text: str) -> str:
    return "".join(char for char in plain(text)[: 2 * _COMPARED] if char.isalnum())[:_COMPARED].lower()


class Recogniser:
    """The names of a corpus in some texts; each word is looked up once."""

    def __init__(self, index: Index | None, texts: Iterable[str]) -> None:
        self._by_key: dict[str, list[tuple[str, str]]] = {}
        if index is not None:
            keys = {
                key for text in dict.fromkeys(texts) for _, _, found in _candidates(text) for key in found
            }
            self._look_up(index, sorted(keys))

    def _look_up(self, index: Index, keys: list[str]) -> None:
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            query = (
                "SELECT DISTINCT n.key, r.id, r.kind FROM name n JOIN record r ON r.number = n.record"
                f" WHERE n.key IN ({placeholders(batch)})"
            )
            for key, id_, kind in index.rows(query, batch):
                # A part of a name counts for a person only: "Foreign" is no ministry.
                if key.startswith("=") or kind == "person":
                    self._by_key.setdefault(key, []).append((id_, kind))

    def _find_records(self, keys: Iterable[str]) -> list[tuple[str, str]] | None:
        """Return the records of the strictest key; a place is preferred to the government named after it."""
        records = next((self._by_key[key] for key in keys if key in self._by_key), None)
        places = [record for record in records or () if record[1] == "place"]
        return places if len(places) == 1 else records

    def names_in(self, text: str) -> Names:
        """Return the names in a text, the longest at each position."""
        found: dict[str, dict[str, None]] = {"person": {}, "organisation": {}, "place": {}}
        printed: dict[str, None] = {}
        doubts: dict[str, None] = {}
        last = 0
        for start, end, keys in _candidates(text):
            if start < last:
                continue
            records = self._find_records(keys)
            if records is None:
                continue
            last = end
            name = text[start:end]
            if len(records) > 1:
                doubts[f"“{name}” may be {_list_choices(id_ for id_, _ in records)}"] = None
            elif records[0][1] in found:
                found[records[0][1]][records[0][0]] = None
                printed[name] = None
        return Names(
            person=tuple(found["person"]),
            organisation=tuple(found["organisation"]),
            place=tuple(found["place"]),
            printed=tuple(printed),
            doubts=_unsettled(doubts, found),
        )


def _unsettled(doubts: dict[str, None], found: dict[str, dict[str, None]]) -> tuple[str, ...]:
    """Drop the doubts that a fuller name in the same text settles."""
    known = {id_ for ids in found.values() for id_ in ids}
    return tuple(
        doubt for doubt in doubts if not any(f"{id_}," in f"{doubt},".replace(" or", ",") for id_ in known)
    )


def _list_choices(ids: Iterable[str]) -> str:
    listed = sorted(set(ids))
    shown = listed[:_MOST_SHOWN] + (["others"] if len(listed) > _MOST_SHOWN else [])
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def _candidates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield each run of words that may be a name: start, end, and its keys in the index, the strictest first."""
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    for index, (start, _, first) in enumerate(words):
        if not (first[0].isupper() or first[0] >= "\u2e80"):
            continue
        for length in range(min(_MOST_WORDS, len(words) - index), 0, -1):
            end = words[index + length - 1][1]
            last = words[index + length - 1][2]
            if not (last[0].isupper() or last[0] >= "\u2e80" or last[0].isdigit()):
                continue
            name = text[start:end].rstrip(".")
            if length > 1 and any(sign in name for sign in _NAME_ENDS):
                continue
            keys = _index_keys(name, length)
            if keys:
                yield start, start + len(name), keys


@lru_cache(_REMEMBERED)
def _index_keys(name: str, length: int) -> tuple[str, ...]:
    bare = re.sub(r"['’]s?$", "", name)
    folded = fold(bare)
    if not folded:
        return ()
    exact = "=" + folded
    is_acronym = bare.isupper() and len(bare) >= _SHORTEST_ACRONYM
    if length == 1 and len(bare) < _SHORTEST_PART and not is_acronym and bare[0] < "\u2e80":
        return ()
    return (exact, "-" + folded) if length > 1 or len(bare) >= _SHORTEST_PART else (exact,)


def make_drafts(index: Index, path: str, rows: Rows, source: str, title: str, text: str = "") -> Drafts:
    """Make drafts of all rows. `text`: the prose that they come from, for their locators."""
    known = {id_ for (id_,) in index.rows("SELECT id FROM record")}
    if source and source not in known:
        source = living_id(index, source, "--source") or source
    new = name_source(path, source, title or rows.title, known)
    shown_title, hidden = _strip_hidden(new.title)
    new = replace(new, title=shown_title or new.id)
    recogniser = Recogniser(index, (row.summary for row in rows.rows))
    locators = Locators(text, _source_record(index, new))
    ids = Ids(known | former_ids(index) | {new.id})
    describe = lru_cache(_REMEMBERED)(
        lambda row: _describe(row, recogniser, locators, read_cells(index, row.own))
    )
    described = ((row.line, describe(replace(row, line=0))) for row in rows.rows)
    known_ones: list[LeftOut] = []
    new_ones: list[tuple[int, Draft]] = []
    for line, draft in described:
        if known_as := _recorded_as(index, draft):
            known_ones.append(LeftOut(line, draft.text, known_as))
        else:
            new_ones.append((line, draft))
    drafts = [replace(draft, line=line, id=ids.make(draft.title, draft.date)) for line, draft in new_ones]
    if hidden and drafts and not new.is_known:
        more = (f"in the title of the source, {doubt}" for doubt in hidden)
        drafts[0] = replace(drafts[0], doubts=(*drafts[0].doubts, *more))
    return Drafts(path, new, tuple(drafts), (*rows.left_out, *known_ones))


def _recorded_as(index: Index, draft: Draft) -> str:
    """Return what says that a record has an id of a draft in another register; empty if none has."""
    for one in draft.ids:
        for id_ in dict.fromkeys(id_ for _, id_, _ in records_with(index, one)):
            return f"'{id_}' has the same id, {one}"
    return ""


def with_free_ids(index: Index, answer: Drafts, path: str, given_source: str) -> Drafts:
    """Return drafts for a file of a corpus, with other ids in the place of those that its other files have.

    If the corpus has the source that was asked for, that is cited.
    """
    query = "SELECT r.id FROM record r JOIN file f ON f.number = r.file WHERE f.path != ?"
    taken = {id_ for (id_,) in index.rows(query, (os.fsencode(path),))}
    source = answer.source
    if source.id in taken and not source.is_known:
        source = replace(source, is_known=True) if given_source else _renamed(source, taken)
    unusable = taken | former_ids(index) | {source.id}
    ids = Ids(unusable | {draft.id for draft in answer.drafts})
    drafts = (
        replace(draft, id=ids.make(draft.title, draft.date)) if draft.id in unusable else draft
        for draft in answer.drafts
    )
    return replace(answer, source=source, drafts=tuple(drafts))


def _renamed(source: NewSource, taken: set[str]) -> NewSource:
    free = (f"{source.id}-{number}" for number in count(2))
    return replace(source, id=next(id_ for id_ in free if id_ not in taken))


def _describe(row: Row, recogniser: Recogniser, locators: Locators, cells: Cells) -> Draft:
    """Return the draft of a row without its id."""
    summary, hidden = _strip_hidden(row.summary)
    title, in_title = _strip_hidden(row.title)
    kind, in_kind = _strip_hidden(row.kind)
    topics, in_topics = zip(*map(_strip_hidden, row.topics), strict=True) if row.topics else ((), ())
    names = recogniser.names_in(summary)
    title = title or make_title(summary)
    return Draft(
        date=row.date,
        summary=summary,
        line=row.line,
        text=row.text,
        printed=row.printed,
        title=title,
        at=one_line(locators.find(row)),
        terms=_choose_terms(names.printed, summary),
        people=names.person,
        places=names.place,
        organisations=names.organisation,
        kind=kind,
        topics=tuple(filter(None, topics)),
        doubts=tuple(
            dict.fromkeys(
                (
                    *row.doubts,
                    *hidden,
                    *in_title,
                    *in_kind,
                    *chain(*in_topics),
                    *names.doubts,
                    *cells.doubts,
                )
            )
        ),
        own=cells.own,
        ids=cells.ids,
    )


def _strip_hidden(text: str) -> tuple[str, tuple[str, ...]]:
    """Remove invisible and direction-changing characters; return the text and the doubt that reports them.

    Those that belong to the text around them stay, such as the joiners in a Persian word.
    """
    hidden = sorted(hidden_in(text))
    if not hidden:
        return text, ()
    codes = dict.fromkeys(f"U+{ord(text[offset]):04X}" for offset in hidden if not text[offset].isspace())
    return one_line(text), ((f"invisible characters were removed: {', '.join(codes)}",) if codes else ())


def _choose_terms(printed: Sequence[str], summary: str) -> tuple[str, ...]:
    """Choose the terms of the evidence: recognised names, then capitalised words."""
    capitals = (
        run.group().rstrip(".")
        for run in _CAPITALISED.finditer(summary[:_LONGEST_SEARCHED])
        if run.start() or " " in run.group()
    )
    chosen = dict.fromkeys((*printed, *(() if len(printed) >= _ENOUGH_NAMES else capitals)))
    return tuple(chosen)[:_MOST_TERMS]


def name_source(path: str, id_: str, title: str, known: Iterable[str]) -> NewSource:
    """Return the source of a file: as requested, or named after the file."""
    stem = as_text(os.path.splitext(os.path.basename(path))[0]) if path != "-" else "standard-input"
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(stem).lower()).strip("-") or "source"
    if not id_:
        return NewSource(slug if slug not in set(known) else f"{slug}-file", title or stem)
    return NewSource(id_, title or stem, id_ in set(known))


def _source_record(index: Index, source: NewSource) -> Source:
    """Return the record of the source in the corpus, or a new one."""
    body = index.value("SELECT body FROM record WHERE id = ? AND kind = 'source'", (source.id,))
    known = read_body("source", body) if body is not None else None
    return known if isinstance(known, Source) else Source(id=source.id, title=source.title)
