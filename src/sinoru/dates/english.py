"""English names of the parts of a calendar: what the wording writes and typed dates are read by."""

EN_DASH = "\u2013"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""By EDTF code; likewise below."""
QUARTERS = {33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter"}
HALVES = {40: "first half", 41: "second half"}
THIRDS = {37: "early", 38: "mid", 39: "late"}
"""Early 1998 is its January to April, mid-1998 its May to August, late 1998 its September to December."""

THIRDS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""Early May is about 1-10 May, mid-May 11-20 May, late May 21-31 May (or where the month ends)."""
THIRDS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""The early 1990s are about 1990-1993, the mid-1990s 1994-1996, the late 1990s 1997-1999."""
THIRDS_OF_CENTURY = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}
"""The early 20th century is about 1900-1933, its middle 1934-1966, the late 20th century 1967-1999."""


def ordinal(number: int) -> str:
    """Write `1st`, `22nd`, `113th`."""
    teens = number % 100 // 10 == 1
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def third_in_words(third: str, whole: str) -> str:
    """Write `early 1998`, `mid-May 1999`."""
    return f"{third}{'-' if third == 'mid' else ' '}{whole}"


def join_dates(first: str, last: str) -> str:
    """Write once the words that both dates end with: `22–29 May 1999`, `28 April – 3 May 1999`."""
    firsts, lasts = first.replace(",", " ,").split(), last.replace(",", " ,").split()
    common: list[str] = []
    while len(firsts) > 1 and len(lasts) > 1 and firsts[-1] == lasts[-1]:
        common = [firsts.pop(), *common]
        lasts.pop()
    dash = EN_DASH if len(firsts) == 1 and len(lasts) == 1 else f" {EN_DASH} "
    return f"{' '.join(firsts)}{dash}{' '.join(lasts + common)}".replace(" ,", ",")
