"""What each kind of rule checks, a module a kind.

Every module has ``check(article, rule, options)``, which yields the findings of one compiled rule in one story.
"""
