"""What every page begins with: its language, its policy, which forbids scripts and the network, and its styles."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from compliance.renderers.html.escaping import shown
from compliance.renderers.words import LANGUAGES


def head(title: str, language: str, styles: str = "") -> str:
    """The page up to where its content begins.

    :param language: the reader's.
    :param styles: style rules beside those of every page.
    """
    primary = language.partition("-")[0].lower()
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    style = f"\n{style}{styles}\n"
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{primary if primary in LANGUAGES else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )


FOOT = "</main>\n</body>\n</html>\n"
"""What every page ends with."""
