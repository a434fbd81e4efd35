"""Where the browser was left: the view, the search line and the record."""

import msgspec


class Place(msgspec.Struct, frozen=True):
    """A place in a corpus."""

    view: str = ""
    line: str = ""
    """The search line."""
    record: str = ""
    """The id of the open record."""
    day: str = ""
    """The date of the view `Day`."""
