"""`sinoru cite --corpus`: the corpus as a work to cite, and its records as parts of it.

What a corpus does not say of itself is left out. The date of access is that of today, as the files may change.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from sinoru.index.fields import title_of
from sinoru.index.index import Index
from sinoru.loading.files import is_part_of
from sinoru.model.records import CorpusTitle, Source
from sinoru.query.cite import Citation, Citations, cite_whole
from sinoru.query.show import Found, find_record
from sinoru.query.synonyms import titles_of

_MOST_QUOTED = 5
"""Records that are themselves cited after their sources."""
_WORDS_OF_KEY = 6


def ask_cite_corpus(index: Index, ids: Iterable[str] = ()) -> Citations:
    """Return the records with these ids as parts of their corpora; without ids, the corpora. Raises UnknownId.

    A corpus without a title cannot be cited, and is left out.
    """
    found = [find_record(index, id_) for id_ in dict.fromkeys(ids)]
    if found:
        return Citations(citations=_cite(index, _parts(_titled(index), found)))
    titles = [title for _, title in _titled(index)]
    works = _cite(index, map(_work_of, titles))
    pairs = zip(works, titles, strict=True)
    return Citations(citations=tuple(replace(work, licence=title.licence) for work, title in pairs))


def with_parts(index: Index, found: Citations, ids: Sequence[str]) -> Citations:
    """Add the records that the citations support, as parts of their corpora, if they are few. Raises UnknownId."""
    if len(ids) > _MOST_QUOTED:
        return found
    return replace(found, records=ask_cite_corpus(index, ids).citations)


def _cite(index: Index, works: Iterable[Source]) -> tuple[Citation, ...]:
    return tuple(replace(one, keeps_case=True) for one in cite_whole(index, works))


def _titled(index: Index) -> list[tuple[str, CorpusTitle]]:
    """Return what corpora say of themselves, each with the path of its file."""
    return [(path, title) for path, title in titles_of(index).items() if title.title.strip()]


def _parts(corpora: list[tuple[str, CorpusTitle]], found: Iterable[Found]) -> Iterator[Source]:
    for one in found:
        around = [
            (len(os.path.dirname(path)), -number, title)
            for number, (path, title) in enumerate(corpora)
            if is_part_of(one.location.path, os.path.dirname(path))
        ]
        title = max(around, key=lambda each: each[:2])[2] if around else None
        if title and not isinstance(one.record, Source):
            yield _part_of(title, one)


def _part_of(title: CorpusTitle, found: Found) -> Source:
    work = _work_of(title)
    return replace(
        work,
        id=found.record.id,
        kind="reference",
        title=title_of(found.record).rstrip("."),
        container=work.title,
        call_number=f"record {found.record.id}",
    )


def _work_of(title: CorpusTitle) -> Source:
    return Source(
        id="-".join(re.findall("[a-z0-9]+", title.title.casefold())[:_WORDS_OF_KEY]) or "corpus",
        kind="dataset",
        title=title.title,
        edition=f"version {title.version}" if title.version else "",
        authors=title.authors,
        publisher=title.publisher,
        published=title.published,
        url=title.url,
        doi=title.doi,
        accessed=_today(),
    )


def _today() -> str:
    from datetime import date

    return date.today().isoformat()  # noqa: DTZ011  the day where the reader is
