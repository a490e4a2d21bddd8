"""A small newsroom on Flask and SQLAlchemy: a form, an API, and one gate before both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from newsdesk.gate import gate_of
from newsdesk.models import Base
from newsdesk.pages import pages
from newsdesk.refusal import listen

DEFAULTS = {
    "SECRET_KEY": "for trying out only",
    "DATABASE": "sqlite:///newsdesk.sqlite3",
    "COMPLIANCE_CONFIG": None,  # the house's compliance.toml
    "COMPLIANCE_PROFILE": "web",
    "COMPLIANCE_REVIEW": "warn",  # "refuse": what somebody must decide about is not saved
    "COMPLIANCE_URL": "",  # of the service; without one stories are checked in this program
    "COMPLIANCE_TOKEN": "",
    "COMPLIANCE_FAIL": "closed",  # "open": published unchecked where the service is out of reach
}


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application.

    :param settings: what differs from :data:`DEFAULTS`; the environment comes between the two (``FLASK_…``).
    """
    app = Flask(__name__)
    app.config.from_mapping(DEFAULTS)
    app.config.from_prefixed_env()
    app.config.from_mapping(settings or {})
    address = app.config["DATABASE"]
    # a database in memory is the connection's own
    only = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if address == "sqlite://" else {}
    engine = create_engine(address, **only)
    Base.metadata.create_all(engine)
    sessions = sessionmaker(engine)
    app.extensions["gate"] = gate_of(app.config)
    app.extensions["sessions"] = sessions
    listen(sessions, app.extensions["gate"])
    app.register_blueprint(pages)
    return app
