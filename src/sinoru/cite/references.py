"""A CSL-JSON item as citeproc-py needs it to give what the style means.

It knows neither names that always begin with the family name nor ranges of days, takes the small letter in
`Chien-peng` for a particle, sees no word after a bracket, and gives treaties without their title in APA; so it is
given other words for these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from sinoru.cite.csl import make_item
from sinoru.cite.one_line import one_line
from sinoru.cite.typography import curled
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words

if TYPE_CHECKING:
    from sinoru.cite.csl_dates import Date
    from sinoru.cite.csl_names import Name
    from sinoru.query.cite import Citation

_TEXTS = ("title", "container-title", "publisher")
_AFTER_OPENING = re.compile(r"(?<=[“‘(\[])[a-z]")


def make_reference(citation: Citation, id_: str, style: str, *, shortens: bool) -> dict[str, Any]:
    """Give the item of a source for a style; `shortens`: the style shortens or drops given names here."""
    item = make_item(citation)
    source = citation.source
    fields: dict[str, Any] = msgspec.to_builtins(item)
    fields |= {name: curled(fields[name]) for name in _TEXTS if name in fields}
    dates = {
        "issued": _date(item.issued, source.published, style),
        "accessed": _date(item.accessed, source.accessed, style),
    }
    authors = [_name(name, shortens=shortens) for name in item.author]
    fields.pop("locator", None)
    if style == "apa":
        fields["type"] = "document" if item.type == "treaty" else item.type
    elif source.language.startswith("en"):
        fields["title"] = _AFTER_OPENING.sub(lambda match: match[0].upper(), fields["title"])
    return (
        fields
        | {"id": id_}
        | {name: date for name, date in dates.items() if date}
        | ({"author": authors} if authors else {})
    )


def _name(name: Name, *, shortens: bool) -> dict[str, str]:
    """Give a name in parts, or as it is spoken where the parts would come in another order."""
    is_fixed = name.in_order == name.inverted
    if name.literal or (is_fixed and not (shortens and name.static_ordering)):
        return {"literal": curled(name.in_order)}
    parts: dict[str, Any] = msgspec.to_builtins(name)
    parts.pop("static-ordering", None)
    if shortens and "given" in parts:
        parts["given"] = "-".join(part[:1].upper() + part[1:] for part in parts["given"].split("-"))
    return {part: curled(text) for part, text in parts.items()}


def _date(date: Date | None, text: str, style: str) -> dict[str, Any] | None:
    """Give a date in parts, or in words where citeproc-py has no wording for it."""
    if date is None:
        return None
    is_range = len(date.date_parts) > 1 and any(len(part) > 1 for part in date.date_parts)
    if is_range and style == "apa":  # it begins with the year, which words do not
        return {"date-parts": sorted({part[:1] for part in date.date_parts})}
    if is_range or not date.date_parts or (style == "mla" and (date.circa or date.season)):
        return {"literal": date.literal or one_line(in_words(parse_edtf(text)))}
    fields: dict[str, Any] = msgspec.to_builtins(date)
    return fields
