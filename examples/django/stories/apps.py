"""The application, and what is connected when it starts."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Stories and their pictures."""

    name = "stories"

    def ready(self) -> None:
        """Connect the checks to every way of saving."""
        from stories import signals

        signals.connect()
