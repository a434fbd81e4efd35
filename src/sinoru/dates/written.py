"""Dates as typed: EDTF, or English words and figures."""

from contextlib import suppress

from sinoru.dates.edtf import EDTF_CHARACTERS, DateError, EdtfDate, parse_edtf

_LONGEST = 100
_LEAP_YEAR = "2000"
_FORMS = "use a form such as 1999, May 1999, 8 May 1999, 1999-05-08 or 'late 1998'"


def parse_typed(text: str) -> EdtfDate:
    """Parse a date as a person types it: case, abbreviation of months and the kind of dash do not matter.

    `before` and `after` exclude the date they name, `until` and `since` include it. Raises DateError, also for a
    date that may mean two days, such as 8/5/1999.
    """
    written = " ".join(text.split())
    if len(written) > _LONGEST:
        raise DateError(f"a date has at most {_LONGEST} characters, not {len(written)}", _FORMS)
    with suppress(DateError):
        return parse_edtf(written.upper())
    # Most dates on a command line are EDTF and do not need this module.
    from sinoru.dates.written_words import read_phrase, split_words

    words = split_words(written)
    edtf = read_phrase(words)
    if edtf is not None:
        return parse_edtf(edtf)
    if words and read_phrase([*words, _LEAP_YEAR]) is not None:
        raise DateError("it has no year", f"add one, as in {written} {_LEAP_YEAR}")
    if set(written.upper()) <= set(EDTF_CHARACTERS):
        return parse_edtf(
            written.upper()
        )  # raises again: keeping the error from above would make a reference cycle
    raise DateError("", _FORMS)
