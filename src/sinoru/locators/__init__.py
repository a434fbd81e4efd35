"""Locators: how evidence names a passage of its source.

`contents` parses a locator against the sections of its source and orders locators; `labels` knows the words for
pages, folios, volumes and boxes; `entries` reads the dates of entries.
"""
