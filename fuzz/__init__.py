"""What is fed with bytes that nobody chose: a module a target, each with `target(data)`, which raises nothing.

Hypothesis feeds them in the tests for a moment, `make fuzz` for as long as is asked. What once failed stands in
cases/TARGET/ and is tried again in every run of the tests.
"""

TARGETS = ("loader", "layout", "dates", "queries", "names", "chronology", "growth")
