"""Words of a text: folding, stems, queries and the marking of matches."""
