"""From YAML on disk to records and diagnostics: the only reader of YAML."""
