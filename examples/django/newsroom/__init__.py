"""A small newsroom on Django."""
