"""The HTTP interface: what comes in, what goes out, and what keeps both within their limits."""
