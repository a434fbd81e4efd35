"""The corpus in a full screen of the terminal: lists to the left, the record to the right."""
