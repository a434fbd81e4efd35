"""Results as lines and tables for people: the only place that knows how things look."""
