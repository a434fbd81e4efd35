"""Every drawn character in one table, with a fallback for outputs that only know ASCII."""

import msgspec


class Glyphs(msgspec.Struct, frozen=True):
    """The characters that views draw with."""

    day: str = "●"
    """An event of one day."""
    loose: str = "○"
    """An event somewhere within a month, a year or another time."""
    begin: str = "╭"
    during: str = "┃"
    end: str = "╰"
    spine: str = "│"
    bullet: str = "·"
    differs: str = "≠"
    supported: str = "✓"
    partly: str = "~"
    contradicted: str = "✗"
    superseded: str = "↷"
    unverified: str = "?"
    bar: str = "█"
    loose_bar: str = "░"
    parts: str = "▏▎▍▌▋▊▉"
    """The end of a bar, in eighths of a cell."""
    sparks: str = "▁▂▃▄▅▆▇█"
    """Marks for a count, the lowest first."""
    point: str = "◆"
    from_before: str = "◀"
    on_after: str = "▶"
    tick: str = "┊"
    axis: str = "─"
    dash: str = "–"
    long_dash: str = "—"
    arrow: str = "→"
    points_at: str = "-->"
    times: str = "×"
    open_quote: str = "“"
    close_quote: str = "”"

    def quoted(self, text: str) -> str:
        """Put text in quotation marks."""
        return f"{self.open_quote}{text}{self.close_quote}"


UNICODE = Glyphs()
ASCII = Glyphs(
    day="*",
    loose="o",
    begin="/",
    during="|",
    end="\\",
    spine="|",
    bullet="-",
    differs="!=",
    supported="+",
    partly="~",
    contradicted="x",
    superseded=">",
    unverified="?",
    bar="#",
    loose_bar="-",
    parts="",
    sparks="_.-=+*%#",
    point="*",
    from_before="<",
    on_after=">",
    tick=":",
    axis="-",
    dash="-",
    long_dash="--",
    arrow="->",
    times="x",
    open_quote='"',
    close_quote='"',
)
