"""One question, one module: each asks the index and gives a frozen result."""
