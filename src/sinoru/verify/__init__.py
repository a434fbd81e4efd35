"""A corpus compared with the user's own copy of a source: whether the copy has all that records cite from it."""
