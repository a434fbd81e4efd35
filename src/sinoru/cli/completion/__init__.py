"""Completion of a command line in bash, zsh and fish.

A shell's script asks `sinoru __complete SHELL ...` at each Tab. What is read of the index is bounded, and an index is
never made: where there is none, commands and options still complete.

A person waits for each Tab, and most of that is modules being loaded: nothing here, and nothing that is used here,
loads typing, msgspec, re or a command, each of which takes as long as all the rest. What commands take stands in
known.py, which is made from them.
"""
