"""A source as an entry of a bibliography."""

from sinoru.model.records import Source
from sinoru.render.document import Glyphs, Span, Spans, joined
from sinoru.render.parts import when, words_of


def bibliography_entry(source: Source, glyphs: Glyphs) -> Spans:
    """Cite a source in full: authors, title, container, publisher, date of access, URL. Each may be missing."""
    title = glyphs.quoted(source.title) if source.container else source.title
    parts = (
        (Span("; ".join(source.authors), "name"),),
        (Span(title, "title"),),
        (Span(container_words(source, glyphs)),),
        (Span(source.publisher),),
        (Span("Accessed "), when(source.accessed, glyphs)) if source.accessed else (),
        (Span(source.url, "source"),),  # last, and without a full stop that would become part of it
    )
    entry = joined((part for part in parts if part and part[0].text), Span(". "))
    return entry if source.url else (*entry, Span("."))


def container_words(source: Source, glyphs: Glyphs) -> str:
    """Cite the journal or newspaper: `Comparative Connections 1, no. 1 (July 1999): 64-72`."""
    number = f"no. {source.issue}" if source.issue else ""
    volume = ", ".join(filter(None, (f"{source.container} {source.volume}".strip(), number)))
    date = words_of(source.published, glyphs) if source.published else ""
    dated = f"{volume} ({date})" if volume and date else volume or date
    return ": ".join(filter(None, (dated, source.pages)))
