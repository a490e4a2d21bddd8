"""``python -m compliance``: the command line."""

from __future__ import annotations

from compliance.cli import main

if __name__ == "__main__":
    main()
