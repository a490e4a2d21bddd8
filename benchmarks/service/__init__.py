"""What the service costs beside the bare check, and how long a request waits under load."""
