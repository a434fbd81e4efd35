"""A command line as a shell reads it, up to the cursor (POSIX shell, section 2.2: quoting)."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPED_IN_DOUBLE = '$`"\\'


class Typed:
    """A word that is being typed."""

    def __init__(self) -> None:
        self.text = ""
        """Without its quotes."""
        self.quote = ""
        """The quotation mark that is still open."""
        self.kept = 0
        """How many characters of the text stay on the line, whatever is completed: they stand before the open
        quote, or before a character that parts words for the shell's editor, such as `=` and `:` in bash."""


def split_line(line: str, breaks: str = "") -> tuple[list[str], Typed]:
    """Split into the whole words and the one that the cursor is in or after."""
    words: list[str] = []
    current, started = Typed(), False
    rest = iter(line)
    for char in rest:
        if current.quote:
            _read_quoted(char, rest, current)
        elif char.isspace():
            if started:
                words.append(current.text)
            current, started = Typed(), False
            continue
        elif char in "'\"":
            current.quote, current.kept = char, len(current.text)
        elif char == "\\":
            current.text += next(rest, "")
        else:
            current.text += char
            if char in breaks:
                current.kept = len(current.text)
        started = True
    return words, current


def _read_quoted(char: str, rest: "Iterator[str]", current: Typed) -> None:
    if char == current.quote:
        current.quote = ""
    elif char == "\\" and current.quote == '"':
        after = next(rest, "")
        current.text += after if after in _ESCAPED_IN_DOUBLE else char + after
    else:
        current.text += char


_SPECIAL = frozenset("\\();<>|&!`$*?[]{}~# \t\"'^")


def quote_for_bash(text: str, quote: str) -> str:
    """Write text so that bash reads it as it is, inside an open quotation mark or outside of any."""
    if quote == "'":
        return text.replace("'", "'\\''")
    special = frozenset('"`$!\\') if quote else _SPECIAL
    return "".join(f"\\{char}" if char in special else char for char in text)
