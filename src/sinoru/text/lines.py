"""The lines of a text, as editors and formats of files number them."""

import io
from collections.abc import Iterator


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their ends, which are CR, LF or both.

    `str.splitlines` also splits at eight characters that occur within a line, such as U+0085 and U+2028.
    """
    return [line.rstrip("\r\n") for line in lines_with_ends(text)]


def lines_with_ends(text: str) -> Iterator[str]:
    """Yield the lines of a text, each with its end as written."""
    return io.StringIO(text, newline="")
