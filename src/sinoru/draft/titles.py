"""Titles and ids of drafts."""

import re
from collections.abc import Collection

from anyascii import anyascii

from sinoru.names.keys import PARTICLES

_LONGEST_TITLE = 90
_WORDS_OF_ID = 5
_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"'”’)]*\s+(?=[^\W_a-z])|(?<=[。！？])")


def make_title(summary: str) -> str:
    """Give the first sentence, or as many of its words as a title holds."""
    sentence = _END.split(summary[:1000], maxsplit=1)[0].strip()
    title = sentence.rstrip(".。 ") or summary[:_LONGEST_TITLE]
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE].rsplit(None, 1)[0].rstrip(",;:–—- ")
    return f"{cut} …"


def make_id(title: str, date: str, taken: Collection[str]) -> str:
    """Give an id of the title's first words and the date that nothing else has."""
    words = re.findall(r"[a-z0-9]+", anyascii(title[:200]).lower().replace("'", ""))
    chosen = [word for word in words if word not in PARTICLES and (len(word) > 1 or word.isdigit())][
        :_WORDS_OF_ID
    ]
    day = re.sub(r"[^0-9xy-]", "", date.partition("/")[0].lower()).strip("-")
    stem = "-".join(filter(None, ("-".join(chosen)[:60].strip("-") or "entry", re.sub("-+", "-", day))))
    id_, count = stem, 1
    while id_ in taken:
        count += 1
        id_ = f"{stem}-{count}"
    return id_
