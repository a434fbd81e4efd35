"""A source as an entry of a bibliography."""

from sinoru.model.records import Source
from sinoru.query.answers import Reference
from sinoru.query.particulars import addresses_of, archive_words, publication_words
from sinoru.render.document import Glyphs, Span, Spans, joined
from sinoru.render.parts import when, words_of


def bibliography_entry(source: Source, glyphs: Glyphs) -> Spans:
    """Cite a source in full, from authors and title to the date of access and addresses. Each may be missing."""
    is_quoted = source.container and not source.untitled
    title = glyphs.quoted(source.title) if is_quoted else source.cited_title
    addresses = tuple(addresses_of(source))
    parts = (
        (Span("; ".join(source.authors), "name"),),
        (Span(title, "title"),),
        (Span(container_words(source, glyphs)),),
        *(
            (Span(words[:1].upper() + words[1:]),)
            for words in (*publication_words(source), archive_words(source))
        ),
        (Span("Accessed "), when(source.accessed, glyphs)) if source.accessed else (),
        # Last, and without a full stop that would become part of them.
        joined(((Span(address, "source"),) for address in addresses), Span(" ")),
    )
    entry = joined((part for part in parts if part and part[0].text), Span(". "))
    return entry if addresses else (*entry, Span("."))


def container_words(source: Source, glyphs: Glyphs) -> str:
    """Cite the journal or newspaper: `Comparative Connections 1, no. 1 (July 1999): 64-72`."""
    number = f"no. {source.issue}" if source.issue else ""
    volume = ", ".join(filter(None, (f"{source.container} {source.volume}".strip(), number)))
    date = words_of(source.published, glyphs) if source.published else ""
    dated = f"{volume} ({date})" if volume and date else volume or date
    return ": ".join(filter(None, (dated, source.pages)))


def version_spans(version: Reference) -> Spans:
    """Name another version of a source: the one that it is a version of, or one that is a version of it."""
    return Span(f"{version.how}: ", "label"), Span(version.title, "title"), Span(f" ({version.id})", "id")
