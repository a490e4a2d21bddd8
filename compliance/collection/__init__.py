"""Compares stories that are checked together: what rules saw in each is joined when all have been seen.

What is seen lies in a database on disk, so memory does not grow with the stories' text. The order of the stories
decides the order of everything else: the same stories give the same findings, to the byte.
"""
