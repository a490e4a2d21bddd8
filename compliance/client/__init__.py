"""A small client of the service, for programs that publish: it retries, gives up in time, and loses nothing."""
