"""Rules as data: what an editor writes in a ``pack.yaml`` becomes the same rules as those written in code."""
