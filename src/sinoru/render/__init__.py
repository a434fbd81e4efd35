"""Results as lines and tables for people: the only package that defines how things look."""
