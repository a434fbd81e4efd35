"""The command line: parse the arguments, ask the index, show the answer."""
