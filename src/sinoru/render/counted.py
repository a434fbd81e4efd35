"""Numbers of things in words."""

_PLURALS = {"person": "people", "match": "matches"}


def counted(number: int, thing: str) -> str:
    """Count things: `1 event`, `2,104 people`."""
    return f"{number:,} {thing if number == 1 else _PLURALS.get(thing, f'{thing}s')}"


def shown_of(shown: int, total: int, thing: str) -> str:
    """Say how many of all are shown."""
    if shown >= total:
        return counted(shown, thing)
    return f"{shown:,} of {counted(total, thing)} shown"
