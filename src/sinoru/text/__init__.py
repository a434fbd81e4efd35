"""Text as it is searched: its tokens, what people ask of it, and what of it matched.

One normaliser makes the tokens of texts and of queries, so that any engine that keeps our tokens finds the same.
"""
