"""A file with all layouts in it, and what becomes of it under a careless hand."""

from hypothesis import strategies as st

TEXT = """\
# yaml-language-server: $schema=x
corpus:
  title: A corpus
  from: 1949

events:
  # one
  - id: call
    date: 1999-05-10/1999-05-11
    title: Yeltsin calls Jiang - at 12:30, "at once"
    summary: >-
      They speak # for an
      hour: or so.
    participants:
      - {person: boris-yeltsin, role: caller, as: Mr President}
    topics: [kosovo, "a, b"]

    evidence:
      - {source: article, at: "Chronology, May 10", terms: [Yeltsin, hotline]}
    conflicts:
      - field: date
        statements:
          - value: '1999-05-09'
            evidence:
            - {source: other}
          - {value: x, stands: true}
  - id: visit
    date: 1999-05
    title: a
      b
    places:
    - moscow
    - "Xi'an"
claims:
- id: one
  text: Müller says 5.48
  figure: {value: 5.48, unit: billion}
  note: |
    two
    lines
sources:
  - id: article
    title: The Article
    sections:
      - {title: Part, paragraphs: 3}
"""

MARKS = [
    *":#-[]{},&*!|>'\"%@`?~ \n\t\\ax1é",
    ": ",
    " #",
    "- ",
    "\n\n",
    "\n  ",
    "\n    ",
    "---\n",
    "&a ",
    "*a",
    "''",
]
WORDS = [
    ">-",
    "id",
    "date",
    "tags",
    "  - id: x\n",
    "\r\n",
    "\u2028",
    "events:\n",
    "1999-13",
    "!!str ",
    "<<: ",
    '""',
]
pieces = st.sampled_from(MARKS + WORDS)
edits = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 6), pieces), min_size=1, max_size=3)


def _change(changes: list[tuple[int, int, str]]) -> str:
    text = TEXT
    for place, length, new in changes:
        text = text[:place] + new + text[place + length :]
    return text


changed_texts = edits.map(_change)
