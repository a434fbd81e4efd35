"""A comment suppresses an error or a warning that does not occur.

`# sinoru: ignore[W304]` suppresses the errors or warnings of that code on its own line; several codes are separated
by commas. When the error has been corrected, remove the comment: it would hide the next error of the same code. A
comment has no effect at all if it names no code, a code that does not exist, or one of the codes E100 to E103, which
report that something could not be read.

    - id: talks-1999-06-09     # sinoru: ignore[E201]     W310, if no other record has this id
"""

from sinoru.check.suppressions import UNNEEDED

CODE = UNNEEDED
SUMMARY = "A comment suppresses an error or a warning that does not occur."
