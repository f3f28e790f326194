"""The way to what an account keeps, on every page."""

from __future__ import annotations

from flask import Flask

from flow_forecaster.domain.account import Account
from flow_forecaster.domain.outages import Unavailable
from flow_forecaster.web.signed_in import current_account


def install_places(app: Flask) -> None:
    """Let pages ask who reads them."""
    app.jinja_env.globals["reading_account"] = reading_account


def reading_account() -> Account | None:
    """The account that reads this page; none where that cannot be known now."""
    try:
        return current_account()
    except Unavailable:
        # The page that says so has the same header.
        return None
