"""What the host understands of a story: each analysis is a plain function of an article, in a module of its own."""
