"""How right the checker is on text that nobody on this project wrote: ``python -m benchmarks.accuracy``.

A part is a module with one function ``measures(corpora)``; it reads corpora, scores, and yields each figure beside its
target with the cases that lower it. ``parts.py`` lists them. What was judged by hand stands in ``judgements/``.
"""
