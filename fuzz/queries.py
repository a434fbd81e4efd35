"""What people type to search."""

from sinoru.index.driver import connect
from sinoru.index.sqlite import to_fts5
from sinoru.query.search import text_condition
from sinoru.text.highlight import mark_matches, snippet
from sinoru.text.syntax import parse_query, relaxed

SEEDS = (
    b'embassy "no first use" -bomb* OR su 30',
    b'NEAR(a b, 5) AND title:x ^y + "a""b',
    "бомбёжка посольства “北约” --- ***".encode(),
    b"';DROP TABLE words;--",
)
_WIDTH = 40
_DATABASE = connect(":memory:")
_DATABASE.execute("CREATE VIRTUAL TABLE words USING fts5 (title, text)")


def target(data: bytes) -> None:
    """Ask for a text by itself: SQLite takes the expression, and what is marked is the text."""
    text = data.decode("utf-8", "replace")
    query = parse_query(text)
    for one in (query, relaxed(query)):
        if expression := to_fts5(text_condition(one)):
            _DATABASE.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()
        assert "".join(run for run, _ in mark_matches(text, one)) == text
        assert len(snippet(text, one, _WIDTH)) <= _WIDTH
