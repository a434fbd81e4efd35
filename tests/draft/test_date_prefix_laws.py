"""A date reads the same from the words of its line as from the text of the line at its position."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from sinoru.dates.months import ENGLISH
from sinoru.dates.tokens import Lexer
from sinoru.draft.date_prefix import DatePrefixReader

PIECES = (
    "May", "8", "1999", "1999-05-08", "12.", "/", "-", " - ", "–", ",", ". ", ": ", "and", "to", "early", "BC",
    "AD", "99", "'99", "1999-2000", "first quarter of", "in", "c.", "(", "[", ")", "x", "The", "\t", "  ", "2/",
    "Q1", "Monday", "1998/", "1990s", "|", "5.6.", "年", "月",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from((" ".join(pieces), "".join(pieces)))
)


@given(LINES)
def test_a_date_reads_the_same_from_the_words_of_its_line(line: str) -> None:
    assume(not re.search(r"[^\W\d_]{3}\.?-\d|\d-[^\W\d_]{3}", line))  # one word, or several: the line decides
    reader = DatePrefixReader(Lexer([ENGLISH]), month_first=True)
    tokens = reader.lexer.cut(line)
    for _ in range(2):  # the second time it is remembered
        for index, token in enumerate(tokens):
            assert reader.at_token(line, tokens, index) == reader.at(line, token.start)
