"""Traditional Chinese characters, and those that Japan simplified, with the simplified ones that China writes.

The table is made from the data of OpenCC by tools/make_han_table.py. Where several simplified characters are
possible, the first counts: texts and queries are folded alike.
"""

import os

_TABLE = os.path.join(os.path.dirname(__file__), "tables", "han_variants.txt")


def _read() -> dict[str, str]:
    with open(_TABLE, encoding="utf-8") as file:
        variants, simplified = file.read().split()
    return dict(zip(variants, simplified, strict=True))


SIMPLIFIED = _read()
"""The simplified character for each variant of it."""
