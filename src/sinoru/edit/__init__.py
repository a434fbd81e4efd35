"""Changing a corpus: text in, text out, and nothing touched but what was meant."""
