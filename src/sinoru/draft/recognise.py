"""Titles and ids of drafts.

The locator by which `sinoru verify` finds an entry in its file.

People, organisations and places of the corpus at hand whose names stand in a text.

From the rows of a file to drafts: names recognised, titles and ids given.
"""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from anyascii import anyascii

from sinoru.draft.answers import Draft, Drafts, NewSource, Row, Rows
from sinoru.index.database import placeholders
from sinoru.index.index import Index, read_body
from sinoru.model.records import Source
from sinoru.names.folding import fold
from sinoru.names.keys import PARTICLES
from sinoru.verify.passages import read_passages
from sinoru.verify.terms import plain

_LONGEST_TITLE = 90
_WORDS_OF_ID = 5
_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"'”’)]*\s+(?=[^\W_a-z])|(?<=[。！？])")


def make_title(summary: str) -> str:
    """Return the first sentence, or as many of its words as a title holds."""
    sentence = _END.split(summary[:1000], maxsplit=1)[0].strip()
    title = sentence.rstrip(".。 ") or summary[:_LONGEST_TITLE]
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE].rsplit(None, 1)[0].rstrip(",;:–—- ")
    return f"{cut} …"


def make_id(title: str, date: str, taken: Collection[str]) -> str:
    """Return an id of the title's first words and the date that nothing else has."""
    words = re.findall(r"[a-z0-9]+", anyascii(title[:200]).lower().replace("'", ""))
    chosen = [word for word in words if word not in PARTICLES and (len(word) > 1 or word.isdigit())][
        :_WORDS_OF_ID
    ]
    day = re.sub(r"[^0-9xy-]", "", date.partition("/")[0].lower()).strip("-")
    stem = "-".join(filter(None, ("-".join(chosen)[:60].strip("-") or "entry", re.sub("-+", "-", day))))
    id_, count = stem, 1
    while id_ in taken:
        count += 1
        id_ = f"{stem}-{count}"
    return id_


_COMPARED = 60


class Locators:
    """Knows the passages of a text as `verify` will part it."""

    def __init__(self, text: str, source: Source) -> None:
        passages = read_passages(text, source).passages if text else ()
        self._by_beginning: dict[str, str] = {}
        for passage in passages:
            self._by_beginning.setdefault(_beginning(passage.shown), passage.at)
        counts = Counter(passage.at for passage in passages)
        self._twice = {at for at, count in counts.items() if count > 1}

    def find(self, row: Row) -> str:
        """Return the locator of the passage that begins with the row; empty where none does, or two answer to it."""
        at = self._by_beginning.get(_beginning(row.text), "")
        return "" if at in self._twice else at


def _beginning(text: str) -> str:
    return "".join(char for char in plain(text)[: 2 * _COMPARED] if char.isalnum())[:_COMPARED].lower()


_MOST_WORDS = 5
_BATCH = 400
_MOST_SHOWN = 4
_RUN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_ENDS = (", ", "; ", ": ", "(", ")", "\n")
_SHORTEST_PART = 4
"""Letters of a name that stands for the whole one."""
_SHORTEST_ACRONYM = 2


class Names(msgspec.Struct, frozen=True):
    """Whom a text names: ids by kind, the words as printed, and where a name may mean several."""

    person: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Recogniser:
    """Finds the names of a corpus in texts; looks each word up once."""

    def __init__(self, index: Index | None, texts: Iterable[str]) -> None:
        self._by_key: dict[str, list[tuple[str, str]]] = {}
        if index is not None:
            keys = {key for text in texts for _, _, found in _candidates(text) for key in found}
            self._look_up(index, sorted(keys))

    def _look_up(self, index: Index, keys: list[str]) -> None:
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            query = (
                "SELECT DISTINCT n.key, r.id, r.kind FROM name n JOIN record r ON r.number = n.record"
                f" WHERE n.key IN ({placeholders(batch)})"
            )
            for key, id_, kind in index.rows(query, batch):
                # A part of a name stands for a person only: "Foreign" is no ministry.
                if key.startswith("=") or kind == "person":
                    self._by_key.setdefault(key, []).append((id_, kind))

    def _find(self, keys: Iterable[str]) -> list[tuple[str, str]] | None:
        """Return the records of the strictest key; a place goes before the government that is called after it."""
        records = next((self._by_key[key] for key in keys if key in self._by_key), None)
        places = [record for record in records or () if record[1] == "place"]
        return places if len(places) == 1 else records

    def names_in(self, text: str) -> Names:
        """Return the names in a text, the longest at each place."""
        found: dict[str, dict[str, None]] = {"person": {}, "organisation": {}, "place": {}}
        printed: dict[str, None] = {}
        doubts: dict[str, None] = {}
        last = 0
        for start, end, keys in _candidates(text):
            if start < last:
                continue
            records = self._find(keys)
            if records is None:
                continue
            last = end
            name = text[start:end]
            if len(records) > 1:
                doubts[f"“{name}” may be {_either(id_ for id_, _ in records)}"] = None
            elif records[0][1] in found:
                found[records[0][1]][records[0][0]] = None
                printed[name] = None
        return Names(
            person=tuple(found["person"]),
            organisation=tuple(found["organisation"]),
            place=tuple(found["place"]),
            printed=tuple(printed),
            doubts=_open(doubts, found),
        )


def _open(doubts: dict[str, None], found: dict[str, dict[str, None]]) -> tuple[str, ...]:
    """Leave out the doubts that a fuller name in the same text settles."""
    known = {id_ for ids in found.values() for id_ in ids}
    return tuple(
        doubt for doubt in doubts if not any(f"{id_}," in f"{doubt},".replace(" or", ",") for id_ in known)
    )


def _either(ids: Iterable[str]) -> str:
    listed = sorted(set(ids))
    shown = listed[:_MOST_SHOWN] + (["others"] if len(listed) > _MOST_SHOWN else [])
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def _candidates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield each run of words that may be a name: where it stands, the keys of the index that find it."""
    words = [(match.start(), match.end(), match.group()) for match in _RUN.finditer(text)]
    for place, (start, _, first) in enumerate(words):
        if not (first[0].isupper() or first[0] >= "\u2e80"):
            continue
        for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            end = words[place + length - 1][1]
            last = words[place + length - 1][2]
            if not (last[0].isupper() or last[0] >= "\u2e80" or last[0].isdigit()):
                continue
            name = text[start:end].rstrip(".")
            if length > 1 and any(sign in name for sign in _ENDS):
                continue
            keys = _keys(name, length)
            if keys:
                yield start, start + len(name), keys


def _keys(name: str, length: int) -> tuple[str, ...]:
    bare = re.sub(r"['’]s?$", "", name)
    folded = fold(bare)
    if not folded:
        return ()
    whole = "=" + folded
    is_acronym = bare.isupper() and len(bare) >= _SHORTEST_ACRONYM
    if length == 1 and len(bare) < _SHORTEST_PART and not is_acronym and bare[0] < "\u2e80":
        return ()
    return (whole, "-" + folded) if length > 1 or len(bare) >= _SHORTEST_PART else (whole,)


_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ\u0410-\u042f][\w’-]+(?: [A-ZÀ-ÖØ-Þ\u0410-\u042f][\w’-]+)*")
_SEARCHED = 400
_ENOUGH_NAMES, _MOST_TERMS = 2, 3


def make_drafts(index: Index, path: str, rows: Rows, source: str, title: str, text: str = "") -> Drafts:
    """Make drafts of all rows. `text`: the prose in which they stand, for their locators."""
    known = _known_ids(index)
    new = name_source(path, source, title or rows.title, known)
    recogniser = Recogniser(index, (row.summary for row in rows.rows))
    locators = Locators(text, _source_record(index, new))
    taken = known | {new.id}
    drafts = []
    for row in rows.rows:
        draft = _draft(row, recogniser, locators, taken)
        taken.add(draft.id)
        drafts.append(draft)
    return Drafts(path, new, tuple(drafts), rows.left_out)


def _draft(row: Row, recogniser: Recogniser, locators: Locators, taken: set[str]) -> Draft:
    summary, hidden = _without_hidden(row.summary)
    names = recogniser.names_in(summary)
    title = _without_hidden(row.title)[0] or make_title(summary)
    at = locators.find(row)
    return Draft(
        date=row.date,
        summary=summary,
        line=row.line,
        text=row.text,
        printed=row.printed,
        id=make_id(title, row.date, taken),
        title=title,
        at=at,
        terms=_terms(names.printed, summary),
        people=names.person,
        places=names.place,
        organisations=names.organisation,
        kind=row.kind,
        topics=row.topics,
        doubts=(*row.doubts, *hidden, *names.doubts),
    )


def _without_hidden(text: str) -> tuple[str, tuple[str, ...]]:
    """Leave out characters that cannot be seen or that turn text around, and say so."""
    if text.isprintable():
        return text, ()
    codes = dict.fromkeys(
        f"U+{ord(char):04X}" for char in text if not char.isprintable() and not char.isspace()
    )
    shown = " ".join("".join(char if char.isprintable() else " " * char.isspace() for char in text).split())
    return shown, ((f"characters that cannot be seen were left out: {', '.join(codes)}",) if codes else ())


def _terms(printed: Sequence[str], summary: str) -> tuple[str, ...]:
    """Choose the words that evidence names: names that were recognised, else those in capitals."""
    capitals = (
        run.group().rstrip(".")
        for run in _CAPITALS.finditer(summary[:_SEARCHED])
        if run.start() or " " in run.group()
    )
    chosen = dict.fromkeys((*printed, *(() if len(printed) >= _ENOUGH_NAMES else capitals)))
    return tuple(chosen)[:_MOST_TERMS]


def name_source(path: str, id_: str, title: str, known: Iterable[str]) -> NewSource:
    """Return the source of a file: as asked for, else named after the file."""
    stem = os.path.splitext(os.path.basename(path))[0] if path != "-" else "standard-input"
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(stem).lower()).strip("-") or "source"
    if not id_:
        return NewSource(slug if slug not in set(known) else f"{slug}-file", title or stem)
    return NewSource(id_, title or stem, id_ in set(known))


def _source_record(index: Index, source: NewSource) -> Source:
    """Return the record of the source: that of the corpus, or the one that is to be."""
    body = index.value("SELECT body FROM record WHERE id = ? AND kind = 'source'", (source.id,))
    known = read_body("source", body) if body is not None else None
    return known if isinstance(known, Source) else Source(id=source.id, title=source.title)


def _known_ids(index: Index) -> set[str]:
    return {id_ for (id_,) in index.rows("SELECT id FROM record")}
