"""A character changes the direction of the text around it.

With an embedding, an override or an isolate (U+202A to U+202E, U+2066 to U+2069), a line can be displayed in another
order than it is read: a date, a name or a complete record may differ from what a reader of the file sees. No corpus
needs these characters: Arabic and Hebrew text has the right direction without them.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.file_text import IS_TURNING, FileText, name_of
from sinoru.check.finding import Finding, TextFinding

CODE = "E210"
SUMMARY = "A character changes the direction of the text around it."


def check_text(source: FileText) -> Iterator[TextFinding]:
    """Yield a finding for each unescaped character of this kind in a file."""
    for number, line in source.numbered() if source.is_text and source.has_hidden else ():
        for found in IS_TURNING.finditer(line):
            message = f"{name_of(found[0])} changes the direction of the text around it"
            yield TextFinding(number, found.start() + 1, message, "remove it")


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each text that contains such a character by an escape."""
    for placed, at, text in corpus.hidden_texts():
        found = IS_TURNING.search(text)
        if found and not corpus.is_raw(placed.place.path, text, found.start()):
            name = name_of(found[0])
            message = f"an escape sequence produces {name}, which changes the direction of the text around it"
            yield Finding(placed.place, at, message, "remove the escape sequence", text)
