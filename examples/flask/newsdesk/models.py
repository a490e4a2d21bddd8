"""Stories and pictures, and how they look as story JSON: each key is called like the column it comes from."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Base of the tables."""


class Story(Base):
    """A story; readers see it once it is public."""

    __tablename__ = "stories"

    uid: Mapped[str] = mapped_column(String(32), primary_key=True)
    headline: Mapped[str]
    body: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    public: Mapped[bool] = mapped_column(default=False)
    pictures: Mapped[list[Picture]] = relationship(
        back_populates="story", order_by="Picture.number", cascade="all, delete-orphan"
    )

    def __init__(self, **told: Any) -> None:
        # known before it is saved, so that the first version is checked under it too
        super().__init__(**{"uid": uuid.uuid4().hex, **told})

    def as_json(self) -> dict[str, Any]:
        """The story with its pictures, as it is checked."""
        return {
            "id": self.uid,
            "headline": self.headline,
            "body": self.body,
            "language": self.language or "en",
            "pictures": [picture.as_json() for picture in self.pictures],
        }


class Picture(Base):
    """A picture of a story."""

    __tablename__ = "pictures"

    number: Mapped[int] = mapped_column(primary_key=True)
    story_uid: Mapped[str] = mapped_column(ForeignKey("stories.uid"))
    story: Mapped[Story] = relationship(back_populates="pictures")
    file: Mapped[str]
    caption: Mapped[str]
    credit: Mapped[str] = mapped_column(default="")

    def as_json(self) -> dict[str, Any]:
        """The picture as a part of its story."""
        return {"file": self.file, "caption": self.caption, "credit": self.credit or ""}
