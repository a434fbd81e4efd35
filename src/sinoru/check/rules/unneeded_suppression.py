"""A comment lets a fault stand that is not there.

`# sinoru: ignore[W304]` lets the faults of that code stand in its own line; several codes are divided by
commas. Once the fault is mended, the comment would hide the next one like it, so it should go. A comment
without a code, with one that does not exist, or with one of a file that could not be read (E100 to E103) has no
effect at all.

    - id: talks-1999-06-09     # sinoru: ignore[E201]     W310, if no other record has this id
"""

from sinoru.check.suppressions import UNNEEDED

CODE = UNNEEDED
SUMMARY = "A comment lets a fault stand that is not there."
