"""From texts and tables that hold dated entries to draft records that a curator completes."""
