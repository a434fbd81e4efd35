"""Names across scripts and romanisations, and with typing errors."""
