"""One module per question: each queries the index and returns frozen values."""
