"""Repairs carried out on the bytes of a file: nothing else in it is touched."""
