"""Times of day as people and programs write them, beside a date: `23:46`, `5 PM`, `23.46 Uhr`, `05:46:00.000Z`."""

import re
from typing import NamedTuple

_NOON = 12
_CLOCK = re.compile(
    r"""
    (?:(?<=\d)T|[,，]?[ ]*\b(?:at|um|ore|om|в|à)[ ]|(?<![\w:.+-])|(?<=日)|(?<=\d)(?=[ ]))[ ]*
    (?P<hour>\d{1,2})
    (?:
        :(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>[.,]\d{1,9})?)?
        (?:[ ]?(?P<half>[AaPp]\.?[Mm]\b\.?)|[ ](?:Uhr|hours|hrs|h)\b)?
      | \.(?P<minute2>\d{2})[ ]Uhr\b | [ ]Uhr\b
      | [ ]?h[ ]?(?P<minute3>\d{2})\b
      | [ ]?(?P<half2>[AaPp]\.?[Mm]\b\.?)
    )
    (?:[ ]?(?P<zone>Z|UTC|GMT)\b)?(?:[ ]?(?P<shift>[+-]\d{2}(?::?\d{2})?))?(?![\d:])
    (?:[ ](?P<name>[A-Z]{3,4})(?![\w]))?
    (?:[ ]\([^()\d]{1,60}\))?
    """,
    re.VERBOSE,
)


class Clock(NamedTuple):
    """A time of day in EDTF, and what of it is left out."""

    text: str
    """`05:45:00`, with `Z` or an offset if one is printed; empty for midnight without a zone."""
    left_out: str = ""
    zone_name: str = ""
    """The letters of a time zone without its distance from UTC: `MSK`."""


def split_clocks(text: str) -> tuple[str, list[Clock]]:
    """Return a text without the times of day in it, and these times. An impossible one stays in the text."""
    clocks: list[Clock] = []

    def take(match: re.Match[str]) -> str:
        clock = _read_clock(match)
        if clock is None:
            return match.group()
        clocks.append(clock)
        return " "

    return " ".join(_CLOCK.sub(take, text).split()).rstrip(" ,，"), clocks


def _read_clock(match: re.Match[str]) -> Clock | None:
    hour, second = int(match["hour"]), int(match["second"] or 0)
    minute = int(match["minute"] or match["minute2"] or match["minute3"] or 0)
    if half := match["half"] or match["half2"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + _NOON * (half[0] in "Pp")
    if not (hour <= 23 and minute <= 59 and second <= 59):  # noqa: PLR2004  a clock
        return None
    shift = match["shift"] or ""
    if len(shift) == len("+0200"):
        shift = f"{shift[:3]}:{shift[3:]}"
    zone = shift or ("Z" if match["zone"] else "")
    fraction = match["fraction"] or ""
    left_out = ", ".join(filter(None, (fraction if fraction.strip(".,0") else "", match["name"])))
    text = f"{hour:02d}:{minute:02d}:{second:02d}"
    is_plain_midnight = text == "00:00:00" and not zone
    if is_plain_midnight:
        return Clock("", text)
    return Clock(text + zone, left_out, "" if zone else match["name"] or "")
