"""The pages of accounts: register, log in, look after the account, get back in."""

from __future__ import annotations

from flask import Flask

from flow_forecaster.settings import Settings
from flow_forecaster.web.accounts import account, entrance, forgotten, tokens
from flow_forecaster.web.accounts.rules import AccountRules
from flow_forecaster.web.session_cookie import renew_session


def install_accounts(app: Flask, settings: Settings) -> None:
    """Add the pages, and keep browsers signed in that are used."""
    app.extensions["accounts"] = AccountRules(settings)
    for module in (entrance, forgotten, account, tokens):
        app.register_blueprint(module.blueprint)
    app.after_request(renew_session)
