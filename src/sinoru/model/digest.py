"""What is computed from all that model/records.py declares.

`make golden` writes it, and a test compares it (tests/model/test_fields.py): to compute it would take a look-up a
millisecond.
"""

WORDS = ("certainty", "country", "kind", "party", "tag", "topic", "verdict")
"""The words that fields declare: the filters by which their values are found."""

DIGEST = 0x3B4EDF
"""The digest of the declarations: a part of the versions of indexes, stores and exports."""
