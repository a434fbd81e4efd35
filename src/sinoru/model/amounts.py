"""Numbers of a corpus's own fields: as written, with their doubt, and as the lowest and highest value to compare."""

import re

Bounds = tuple[float, float]
"""The lowest and the highest value, both included, infinite without a bound."""
OPEN = float("inf")
FORMS = "use a number such as 6.5, 30..50, ~40, >=30 or <=50, without a unit"
_DECIMAL = r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
PATTERN = rf"^(?:(?:~|>=|<=)?{_DECIMAL}|{_DECIMAL}\.\.{_DECIMAL})$"
"""The texts that are numbers, but for bounds in the wrong order, for programs that know patterns only."""


def bounds_of(text: str) -> Bounds | None:
    """Return the bounds of a number as written; None for any other text. `~40` compares as 40."""
    found = re.fullmatch(rf"(?P<sign>~|>=|<=|)(?P<low>{_DECIMAL})(?:\.\.(?P<high>{_DECIMAL}))?", text)
    if not found or (found["sign"] and found["high"]):
        return None
    low = float(found["low"])
    high = float(found["high"]) if found["high"] else low
    if low > high or OPEN in (abs(low), abs(high)):
        return None
    if found["sign"] == ">=":
        return low, OPEN
    return (-OPEN, high) if found["sign"] == "<=" else (low, high)


def is_number(text: str) -> bool:
    """Return whether a text is a number of a field of a corpus's own."""
    return bounds_of(text) is not None


def is_exact(text: str) -> bool:
    """Return whether a number has no doubt."""
    return text[:1] not in ("~", ">", "<") and ".." not in text
