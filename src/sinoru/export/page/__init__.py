"""The page: all chosen records in one HTML file that needs no network and can be read without its script.

`templates` lay out the records; `bundle` is what `make page` builds from the sources in `web`.
"""
