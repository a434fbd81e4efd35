"""The faults of a corpus, all at once: what loading finds, and what rules find in the records it gave."""
