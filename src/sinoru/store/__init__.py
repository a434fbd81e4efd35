"""Stores that keep a corpus outside its files: pushed to, and opened by address."""
