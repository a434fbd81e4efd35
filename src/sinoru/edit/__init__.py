"""Change the files of a corpus as text, so that everything else in them stays as it is."""
