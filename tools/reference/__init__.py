"""The reference pages of the documentation, made from the program: ``python -m reference`` writes them (make docs)."""
