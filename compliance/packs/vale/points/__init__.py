"""Vale's extension points, one module each: what a rule's keys come to, and what a rule so made finds.

Each module has ``build(keys, house)``, which gives plain JSON values, and ``run(made, views, search)``, which yields
alerts. What is built once is kept; only ``run`` is called on stories.
"""
