"""Values of records as the page shows them: dates in words, and addresses and tags only if they are valid."""

import re
from urllib.parse import quote, urlsplit

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, EdtfDate, day_bounds, parse_edtf
from sinoru.dates.wording import date_words, year_in_words
from sinoru.query.analysis_answers import ConflictAnswer, StatementBy
from sinoru.query.verdicts import DATE_FIELDS, verdict_phrase

_HTML_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?\Z", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z", re.ASCII)


def html_date(edtf: str) -> str:
    """Return the date if it is one of HTML (a day or a month of a four-digit year), else an empty text."""
    return edtf if _HTML_DATE.match(edtf) else ""


def is_exact(edtf: str) -> bool:
    """Return whether a date is a certain day, or an interval between two of them."""
    try:
        date = parse_edtf(edtf)
    except DateError:
        return False
    parts = (date.start, date.end) if date.start and date.end else (date,)
    return all(map(_is_certain_day, parts))


def _is_certain_day(date: EdtfDate) -> bool:
    return (
        date.precision == "day" and date.earliest == date.latest and not (date.approximate or date.uncertain)
    )


def year_of(edtf: str) -> str:
    """Return the year in which a date begins, in words; empty where it is unknown."""
    first, _ = day_bounds(edtf)
    return "" if first is None else year_in_words(civil_of_day(first)[0])


def web_address(url: str) -> str:
    """Return the address if it is one of the web, else an empty text: no other scheme may become a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def host(url: str) -> str:
    """Return the host of an address, without `www.`."""
    return urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")


def language_tag(tag: str) -> str:
    """Return the tag if it has the form of BCP 47, else an empty text."""
    return tag if _LANGUAGE.match(tag) else ""


def fragment(id_: str) -> str:
    """Return the link to a record on the page."""
    return f"#{quote(id_, safe=':')}"


def statement_words(statement: StatementBy, conflict: ConflictAnswer) -> str:
    """Return what a statement of a conflict says, a date in words."""
    return date_words(statement.value) if conflict.field in DATE_FIELDS else statement.value


def conflict_phrase(conflict: ConflictAnswer) -> str:
    """Return what becomes of the statements of a conflict, with the words of those that stand."""
    standing = [f"“{statement_words(said, conflict)}”" for said in conflict.statements if said.stands]
    return verdict_phrase(conflict.state, standing)
