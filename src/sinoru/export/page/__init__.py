"""The page: all chosen records in one HTML file that needs no network and, to be read, no script.

`templates` say how records look, `bundle` is what `make page` makes of the sources in `web`.
"""
