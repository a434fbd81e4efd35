"""The full-screen browser of a corpus: lists on the left, the record on the right."""
