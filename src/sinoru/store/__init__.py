"""Where a corpus may be kept besides its files: a store that is pushed to and asked by its address."""
