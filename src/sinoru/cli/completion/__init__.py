"""Completion of a command line in bash, zsh and fish.

A shell's script asks `sinoru __complete SHELL ...` at each Tab. What is read of the index is bounded, and an index is
never made: where there is none, commands and options still complete.
"""
