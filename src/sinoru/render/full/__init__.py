"""The complete views, which `--full` shows: each record with all its circumstances, disagreements and sources."""
