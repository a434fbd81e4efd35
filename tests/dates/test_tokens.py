"""Text without signs of East Asia is cut by a pattern that is quicker to compile, and into the same tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.dates.tokens import Lexer
from sinoru.dates.written import parse_typed

PIECES = st.sampled_from(
    "8 31 1999 99 '99 12,000 44 May Mar. spring mid c. BC AD BP . , - – / 1990s 8th XIX ° мая".split()
)


@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]))
def test_a_text_without_signs_of_east_asia_has_the_same_tokens(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    *others, _, _ = Lexer(["en"], alone=True).cut(f"{text} ; 中")
    assert Lexer(["en"], alone=True).cut(text) == others


@pytest.mark.parametrize("typed", ["1999年5月8日", "8 May 1999", "平成11年5月8日"])
def test_each_pattern_reads_its_dates(typed: str) -> None:
    assert parse_typed(typed).text == "1999-05-08"
