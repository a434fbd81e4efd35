"""Numbers of things in words."""

_PLURALS = {"person": "people", "match": "matches"}


def counted(number: int, thing: str) -> str:
    """Count things: `1 event`, `2,104 people`."""
    return f"{number:,} {thing if number == 1 else _PLURALS.get(thing, f'{thing}s')}"


def tally(shown: int, total: int) -> str:
    """Count what stands under a heading: `12`, or `5 of 12`."""
    return f"{shown:,} of {total:,}" if shown < total else f"{shown:,}"


def shown_of(shown: int, total: int, thing: str) -> str:
    """Say how many of all are shown."""
    if shown >= total:
        return counted(shown, thing)
    return f"{shown:,} of {counted(total, thing)} shown"
