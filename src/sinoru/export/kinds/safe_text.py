"""Text of a corpus for formats that other programs show: nothing hidden, one kind of line end."""

from sinoru.export.escape import escape_hidden


def safe_text(text: str) -> str:
    r"""Give text without a control, invisible or direction-changing character: each stands as `\uXXXX`.

    Line feeds stay, and stand for every other line end. So XML, iCalendar and HTML, which know fewer characters
    than Unicode, can hold it.
    """
    return escape_hidden(text.replace("\r\n", "\n").replace("\r", "\n"))
