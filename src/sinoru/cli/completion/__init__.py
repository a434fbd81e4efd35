"""Completion of a command line in bash, zsh and fish.

A shell's script runs `sinoru __complete SHELL ...` at each Tab. Only a bounded part of the index is read, and an
index is never built: without one, commands and options still complete.

A person waits for each Tab, mostly for modules to load. So neither this package nor what it imports loads typing,
contextlib, msgspec, re or a command, each of which takes as long as all the rest. The options and words of the
commands are in generated.py, which is generated from them.
"""
