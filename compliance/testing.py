"""A pytest plugin for rule authors: runs every ``*.cases.md`` that pytest collects."""
