"""Full-text search apart from the index: the tokens of texts, the syntax of queries, and the parts that match.

One normaliser makes the tokens of texts and of queries, so that any engine that stores these tokens finds the same.
"""
