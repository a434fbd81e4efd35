"""What people type to search."""

from sinoru.index.driver import connect
from sinoru.index.full_text import to_fts5
from sinoru.query.conditions import is_of_words, phrases_of
from sinoru.query.filters import LANGUAGE
from sinoru.query.search import relaxed
from sinoru.text.highlight import mark_matches, snippet
from sinoru.text.query import Term, any_of, in_words, leaves, map_leaves
from sinoru.text.syntax import QueryFault, parse_query

SEEDS = (
    b'embassy "no first use" -bomb* OR su 30',
    b'NEAR(a b, 5) AND title:x ^y + "a""b',
    "бомбёжка посольства “北约” --- ***".encode(),
    b"';DROP TABLE words;--",
    b'(a OR -person:"B C") "hot line"~3 =US *line office:(title:x) date:>1999',
)
_WIDTH = 40
_DATABASE = connect(":memory:")
_DATABASE.execute("CREATE VIRTUAL TABLE words USING fts5 (title, text)")


def target(data: bytes) -> None:
    """Ask for a text by itself: SQLite takes the expression, what is marked is the text, what is printed is read."""
    text = data.decode("utf-8", "replace")
    try:
        query = parse_query(text, LANGUAGE).query
    except QueryFault:
        return
    assert parse_query(in_words(query), LANGUAGE).query == query
    every = [leaf for required in (True, False) for leaf in leaves(query, is_required=required)]
    are_words = all(isinstance(leaf, Term) and leaf.tokens for leaf in every)
    for one in (query, relaxed(query)):
        condition = map_leaves(one, lambda term, _: any_of(*phrases_of(term))) if are_words else None
        if are_words and is_of_words(condition):
            _DATABASE.execute("SELECT rowid FROM words WHERE words MATCH ?", (to_fts5(condition),)).fetchall()
        assert "".join(run for run, _ in mark_matches(text, one)) == text
        assert len(snippet(text, one, _WIDTH)) <= _WIDTH
