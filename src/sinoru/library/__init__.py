"""`import sinoru`: the questions of the command line for programs and notebooks (docs/library.md)."""
