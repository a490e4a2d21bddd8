"""Processes that check stories: a template that forks them, their time budget, and what becomes of one that dies."""
