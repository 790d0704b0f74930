"""Grammars: what has a form that can be written down, in whatever language the words are."""
