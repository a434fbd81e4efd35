"""From the rows of a file to drafts: names recognised, titles and ids given."""

import os
import re
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from sinoru.draft.answers import Draft, Drafts, NewSource, Row, Rows
from sinoru.draft.locators import Locators
from sinoru.draft.recognise import Recogniser
from sinoru.draft.titles import make_id, make_title
from sinoru.index.index import Index, read_body
from sinoru.model.records import Source

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
    """Give the source of a file: as asked for, else named after the file."""
    stem = os.path.splitext(os.path.basename(path))[0] if path != "-" else "standard-input"
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(stem).lower()).strip("-") or "source"
    if not id_:
        return NewSource(slug if slug not in set(known) else f"{slug}-file", title or stem)
    return NewSource(id_, title or stem, id_ in set(known))


def _source_record(index: Index, source: NewSource) -> Source:
    """Give the record of the source: that of the corpus, or the one that is to be."""
    body = index.value("SELECT body FROM record WHERE id = ? AND kind = 'source'", (source.id,))
    known = read_body("source", body) if body is not None else None
    return known if isinstance(known, Source) else Source(id=source.id, title=source.title)


def _known_ids(index: Index) -> set[str]:
    return {id_ for (id_,) in index.rows("SELECT id FROM record")}
