"""A real FTS5 table, with the columns of words and the tokenizer of the index."""

from collections.abc import Callable, Iterator

import pytest

from sinoru.index.driver import Connection, connect
from sinoru.index.full_text import to_fts5
from sinoru.query.conditions import is_of_words, phrases_of
from sinoru.text.query import Node, any_of, map_leaves
from sinoru.text.syntax import parse_query
from sinoru.text.tokens import index_text


def expression_of(query: Node) -> str:
    """Return the MATCH expression of a query of words; empty for one that says nothing to look for."""
    condition = map_leaves(query, lambda term, _: any_of(*phrases_of(term)))
    return to_fts5(condition) if is_of_words(condition) else ""


@pytest.fixture(scope="session")
def database() -> Iterator[Connection]:
    connection = connect(":memory:")
    tokenizer = "unicode61 remove_diacritics 0"
    connection.execute(f'CREATE VIRTUAL TABLE words USING fts5 (title, text, tokenize = "{tokenizer}")')
    connection.execute("CREATE VIRTUAL TABLE indexed USING fts5vocab (words, instance)")
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def matches(database: Connection) -> Callable[[str, str], bool]:
    """Return whether FTS5 finds a text by a MATCH expression."""

    def match(text: str, expression: str) -> bool:
        database.execute("DELETE FROM words")
        database.execute("INSERT INTO words (text) VALUES (?)", (index_text(text),))
        found = database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (expression,)).get
        return bool(found)

    return match


@pytest.fixture(scope="session")
def finds(matches: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    """Return whether what a person types finds a text."""
    return lambda typed, text: matches(text, expression_of(parse_query(typed).query))


@pytest.fixture(scope="session")
def stored_tokens(database: Connection) -> Callable[[str], list[str]]:
    """Return the tokens that FTS5 keeps of a text that it is handed as it stands, in order."""

    def store(tokens: str) -> list[str]:
        database.execute("DELETE FROM words")
        database.execute("INSERT INTO words (text) VALUES (?)", (tokens,))
        return [term for (term,) in database.execute('SELECT term FROM indexed ORDER BY "offset"')]

    return store
