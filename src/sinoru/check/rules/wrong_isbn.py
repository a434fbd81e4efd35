"""An ISBN has a wrong number of digits, or its last digit does not fit the others.

An ISBN has 13 digits, or 10 of which the last may be X. The last is computed from the others, so that a typing error
shows. Some books were printed with a wrong one: suppress the warning there.

    sources:
      - {id: smith-2001, title: Of trade, isbn: 978-0-306-40615-7}
      - {id: smith-2002, title: Of war, isbn: 978-0-306-40615-8}     # W312
"""

import re
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Source

CODE = "W312"
SUMMARY = "An ISBN has a wrong number of digits, or a wrong last digit."
_SHORT = 10
"""The digits of an ISBN until 2006."""
_FORM = re.compile(r"[0-9]{9}[0-9X]|[0-9]{13}")


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each ISBN that does not add up."""
    for place, source in corpus.of(Source):
        digits = source.isbn.replace("-", "").replace(" ", "").upper()
        if digits and not _is_isbn(digits):
            is_complete = _FORM.fullmatch(digits)
            why = "its last digit does not fit the others" if is_complete else "it needs 10 or 13 digits"
            message = f"'{source.isbn}' is not an ISBN: {why}"
            yield Finding(place, ("isbn",), message, "compare it with the book", source.isbn)


def _is_isbn(digits: str) -> bool:
    """Return whether digits have the check digit of an ISBN of 10 or of 13 digits."""
    if not _FORM.fullmatch(digits):
        return False
    body, last = digits[:-1], digits[-1]
    if len(digits) == _SHORT:
        total = sum((10 - index) * int(digit) for index, digit in enumerate(body))
        return last == "0123456789X"[-total % 11]
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return last == str(-total % 10)
