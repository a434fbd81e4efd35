"""A date with its precision and its doubt, as EDTF (ISO 8601-2) writes it."""

from __future__ import annotations

from typing import Literal

import msgspec

Precision = Literal[
    "time", "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century",
    "millennium", "yearless", "interval", "open", "unknown",
]  # fmt: skip
"""What is known exactly. `open` (`..`) and `unknown` (nothing) occur only as the end of an interval."""


class DateError(ValueError):
    """A text is no date. The message says what is wrong and what to write."""

    def __init__(self, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.column = column
        """Where the fault begins in the text, counted from 0 in code points."""


class EdtfDate(msgspec.Struct, frozen=True, gc=False):
    """A date; equal dates have equal `text`."""

    text: str
    """EDTF, as it was written: `1999-05`, `1994~`, `1999-05-22/1999-05-29`."""
    earliest: int | None
    """First possible day, counted from 1970-01-01; None where it is open or not known."""
    latest: int | None
    """Last possible day, likewise. Doubt (`~ ? %`) widens neither."""
    precision: Precision
    approximate: bool = False
    """Marked `~` or `%`; of an interval, at one of its ends at least."""
    uncertain: bool = False
    """Marked `?` or `%`; likewise."""
    start: EdtfDate | None = None
    """The first date of an interval."""
    end: EdtfDate | None = None
    """The last date of an interval."""

    @property
    def sort_key(self) -> tuple[float, float, str]:
        """The order of dates: first possible day, last possible day, text.

        An open start comes before all, an open end after all.
        """
        first = float("-inf") if self.earliest is None else self.earliest
        last = float("inf") if self.latest is None else self.latest
        return first, last, self.text

    def overlaps(self, first: int | None, last: int | None) -> bool:
        """Tell whether the date may fall, in part at least, on the days from `first` to `last`.

        None is no limit. What is not known may be any day.
        """
        begins_in_time = self.earliest is None or last is None or self.earliest <= last
        ends_in_time = self.latest is None or first is None or first <= self.latest
        return begins_in_time and ends_in_time

    def contains(self, day: int) -> bool:
        """Tell whether the date may be, or last over, this day."""
        return self.overlaps(day, day)
