"""The types of a corpus's own fields whose values name no record: what a value may be, and how it is asked for.

What is here is read, checked, completed, searched, filtered and exported (docs/decisions/0018). A type whose values
name records is the kind of record itself, as `person`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from sinoru.model.amounts import FORMS, PATTERN, is_number


class OwnScalar(msgspec.Struct, frozen=True, kw_only=True):
    """A type of own field."""

    noun: str
    """What a value is, with an article: `a number`."""
    is_valid: Callable[[str], bool] = bool
    """Whether a text can be a value. Dates and choices have checks of their own, which say more."""
    advice: str = ""
    """What to write instead of a text that cannot."""
    schema: Mapping[str, Any] = {}
    """What the JSON Schema says of a value; nothing: any text."""
    is_searched: bool = False
    """Whether values are words in the text of their record."""
    has_words: bool = False
    """Whether a value is found by a word or phrase in it. Others are found as they are, or within bounds."""
    is_ordered: bool = False
    """Whether values have a lowest and a highest one, by which they are sorted (`bounds_in`, index/fields.py)."""


OWN_SCALARS: Mapping[str, OwnScalar] = {
    "text": OwnScalar(noun="a text", is_searched=True, has_words=True),
    "choice": OwnScalar(noun="one of its values", is_searched=True),
    "number": OwnScalar(
        noun="a number",
        is_valid=is_number,
        advice=FORMS,
        schema={"type": ["number", "string"], "pattern": PATTERN},
        is_ordered=True,
    ),
    "date": OwnScalar(noun="a date", is_ordered=True),
}
CHECKED: Mapping[str, OwnScalar] = {
    name: one for name, one in OWN_SCALARS.items() if one.is_valid is not bool
}
"""Those whose values are checked by what is said here alone."""
