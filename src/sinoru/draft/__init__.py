"""Dated entries of texts, tables and calendars as draft records, which a curator completes."""
