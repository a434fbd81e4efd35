"""The throw-away SQLite index behind every look-up."""
