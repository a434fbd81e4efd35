"""A file begins with a byte order mark.

YAML allows the mark, and UTF-16 needs it. However, tools that join, compare or read files byte by byte often cannot
handle it. Save the file as UTF-8 without a mark; `--fix` does so.
"""

from collections.abc import Iterator

from sinoru.check.file_text import FileText
from sinoru.check.finding import TextFinding

CODE = "W307"
SUMMARY = "A file begins with a byte order mark."


def check_text(source: FileText) -> Iterator[TextFinding]:
    """Yield a finding if there is a mark."""
    if source.has_mark:
        yield TextFinding(
            1,
            1,
            f"the file begins with a byte order mark ({source.encoding})",
            "save it as UTF-8 without a byte order mark",
        )
