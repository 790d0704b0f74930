"""What is read from the parts of a page: one module for each group of fields."""
