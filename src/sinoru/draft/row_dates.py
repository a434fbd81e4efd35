"""The date of a table's row: EDTF, or as people write it."""

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.draft.heads import HeadReader
from sinoru.draft.partial_date import When
from sinoru.draft.tokens import Lexer, languages_of

_TIME = "T"
_LAST_MONTH = 12


class RowDates:
    """Reads the dates of one table."""

    def __init__(self, texts: list[str]) -> None:
        from sinoru.draft.chronology import is_month_first

        joined = "\n".join(texts)
        self._reader = HeadReader(Lexer(languages_of(joined)), month_first=is_month_first(joined))

    def read(self, text: str, end: str = "") -> tuple[str, tuple[str, ...]]:
        """Give EDTF text and doubts; empty where it is no date."""
        first, doubts = self._one(text.strip())
        last, more = self._one(end.strip()) if end.strip() else ("", ())
        if first and last and last != first and "/" not in first + last:
            both = f"{first}/{last}"
            if _is_edtf(both):
                return both, (*doubts, *more)
            return first, (*doubts, f"the end “{end.strip()}” lies before the start")
        if end.strip() and not last:
            doubts = (*doubts, f"the end “{end.strip()}” is no date that can be read")
        return first, doubts

    def _one(self, text: str) -> tuple[str, tuple[str, ...]]:
        text = " ".join(text.split())
        if _is_edtf(text.upper()):
            date = text.upper()
            day = date.partition(_TIME)[0]
            return (day, (f"the time of day is left out: {text}",)) if _TIME in date else (date, ())
        when = self._reader.whole(text)
        if when is None or not when.edtf() or not _is_edtf(when.edtf()):
            return "", ()
        return when.edtf(), tuple(self._doubts(when, text))

    def _doubts(self, when: When, text: str) -> list[str]:
        doubts = [] if when.has_year else ["no year stands here"]
        parts = text.split("/")
        if (
            len(parts) == len(("day", "month", "year"))
            and all(part.isdecimal() and int(part) <= _LAST_MONTH for part in parts[:2])
            and parts[0] != parts[1]
        ):
            doubts.append(f"“{text}” was read as {when.edtf()}; day and month may stand the other way round")
        return doubts


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True
