"""A text contains an invisible character.

A zero-width space, a soft hyphen, a stray byte order mark or a control character hides a word from every search:
two names that look the same are different. Most of them come with text copied from a page. What honest text needs
is accepted: joiners (U+200C, U+200D) between letters of a script that joins, after a virama and between emoji;
variation selectors of emoji, symbols and Han characters; zero-width spaces (U+200B) between Khmer, Thai, Lao or
Burmese letters, where they allow a line break. `--fix` removes the characters that can be removed safely: U+00AD,
U+2060, U+FEFF and any other U+200B.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.file_text import IS_TURNING, FileText, hidden_in, name_of
from sinoru.check.finding import Finding, TextFinding

CODE = "W306"
SUMMARY = "A text contains an invisible character."


def check_text(source: FileText) -> Iterator[TextFinding]:
    """Yield a finding for each unescaped invisible character in a file."""
    for number, line in source.numbered() if source.is_text and source.has_hidden else ():
        for offset, char in hidden_in(line.replace("\t", " ")):
            if not IS_TURNING.match(char):
                yield TextFinding(number, offset + 1, f"{name_of(char)} is invisible", "remove it")


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each invisible character that a text contains by an escape."""
    for placed, at, text in corpus.hidden_texts():
        for offset, char in hidden_in(text.replace("\n", " ").replace("\t", " ")):
            if not IS_TURNING.match(char) and not corpus.is_raw(placed.place.path, text, offset):
                message = f"an escape sequence produces {name_of(char)}, which is invisible"
                yield Finding(placed.place, at, message, "remove the escape sequence", text)
