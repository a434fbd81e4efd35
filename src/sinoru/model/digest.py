"""The digest of what model/records.py declares: a part of the versions of indexes, stores and exports.

`make golden` writes it, and a test compares it (tests/model/test_fields.py): to compute it would take a look-up a
millisecond.
"""

DIGEST = 0x82AF05
