"""What a rotten index raises."""

import msgspec

from sinoru.index.database import Damage

Rot = (*Damage, LookupError, TypeError, ValueError, ArithmeticError, AttributeError, msgspec.MsgspecError)
"""What it may raise as well where its pages are whole, but the values are not those that were written."""
