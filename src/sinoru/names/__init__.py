"""Names across scripts, romanisations and typing errors."""
