"""How two people or organisations were in touch, in words."""

from sinoru.query.presence import Contact

HEADINGS: dict[Contact, str] = {"met": "Met", "spoke": "Spoke by telephone", "together": "Named together"}


def contact_heading(
    how: Contact, shown: int, total: int, *, is_complete: bool, is_closest: bool = False
) -> str:
    """Return the heading of a list with its count: `Met (5 of 12 shown)`.

    `is_closest`: no one in the list was in closer touch, so that `Only spoke by telephone (3)` is true.
    """
    heading = HEADINGS[how]
    if is_closest and how != "met" and is_complete:
        heading = f"Only {heading[:1].lower()}{heading[1:]}"
    return f"{heading} ({tally(shown, total, is_complete=is_complete)})"


def tally(shown: int, total: int, *, is_complete: bool) -> str:
    """Return how many of all are listed: `12`, `5 of 12 shown`, `5 of at least 12 shown`."""
    of = f"{total:,}" if is_complete else f"at least {total:,}"
    return f"{shown:,} of {of} shown" if shown < total else of


def limits_of(name: str, total: int) -> str:
    """Say that the earliest of the events of one were counted only."""
    return (
        f"{name} took part in {total:,} events, of which only the earliest were counted."
        " Select others with --from and --to."
    )


SHARED_LIMITS = "Only the earliest of them were counted above. Select others with --from and --to."
CHAIN_LIMITS = (
    "Not all events were read, so a shorter or earlier chain may exist. Narrow the time with --from and --to."
)
