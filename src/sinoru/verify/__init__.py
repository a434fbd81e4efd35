"""Holding a corpus against the user's own copy of a source: is everything there that records say is there."""
