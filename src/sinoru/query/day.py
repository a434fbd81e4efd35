"""A date on the command line that has a first and a last day."""

import msgspec

from sinoru.model.errors import WrongDate


class Days(msgspec.Struct, frozen=True):
    """A date (EDTF) and the days it covers."""

    text: str
    first: int
    last: int


def read_days(option: str, typed: str) -> Days:
    """Read a date as a person types it. Raises WrongDate."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        when = parse_typed(typed)
    except DateError as error:
        raise WrongDate(option, str(error)) from None
    if when.earliest is None or when.latest is None:
        raise WrongDate(
            option,
            f"'{typed}' has no first or no last day; ask for a timeline from or up to it",
        )
    return Days(when.text, when.earliest, when.latest)
