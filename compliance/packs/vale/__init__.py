"""Runs the styles of Vale (https://vale.sh) unchanged: their rules become rules like any other."""
