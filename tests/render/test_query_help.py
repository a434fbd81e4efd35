"""The examples of `sinoru help query` work on the bundled corpus."""

import re
import shlex

import pytest

from sinoru.cli.app import run
from sinoru.query.filters import LANGUAGE
from sinoru.render.document import PIPE
from sinoru.render.layout import plain_lines
from sinoru.render.query_help import EXAMPLES, SIGNS, query_document
from sinoru.text.syntax import parse_query


def test_there_are_ten() -> None:
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_finds_something(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = shlex.split(example)
    assert program == "sinoru"
    assert run(arguments) == 0
    assert "some of them" not in capsys.readouterr().out, "no record has all that is asked for"


@pytest.mark.parametrize("signs", [sign for sign, _ in SIGNS if not sign.startswith("@")])
def test_what_the_page_lists_is_read(signs: str) -> None:
    for typed in re.split(", ", signs):
        parse_query(typed, LANGUAGE)


def test_the_page_names_every_field() -> None:
    page = "\n".join(plain_lines(query_document(None, PIPE)))
    assert all(f"{name}:" in page for name in LANGUAGE)
