"""Find all faults of a corpus at once: those of loading, and those that rules find in the loaded records."""
