"""A corpus compared with the user's own copy of a source: whether the copy holds all that records say it does."""
