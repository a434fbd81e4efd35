"""A build has no garbage collector, so nothing may need one."""

import gc
from contextlib import suppress

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed


def test_a_date_that_cannot_be_read_leaves_no_cycle() -> None:
    gc.collect()
    gc.disable()
    try:
        for text in ("x", "1999-13", "31 June 1999", "8/5/1999"):
            with suppress(DateError):
                parse_typed(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
