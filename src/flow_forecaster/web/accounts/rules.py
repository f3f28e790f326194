"""What this installation says of accounts: who may register, how often one may try, its mail."""

from __future__ import annotations

import ipaddress
import threading
from typing import TYPE_CHECKING

from flask import current_app, request

from flow_forecaster.settings import Settings
from flow_forecaster.web.database import current_database

if TYPE_CHECKING:
    from flow_forecaster.services.attempts import Attempts
    from flow_forecaster.services.mail import PostOffice

IPV6_NETWORK = 64
"""Bits of an address of IPv6 that a provider gives to one customer."""


class AccountRules:
    """Opens what counts attempts and what sends mail when they are first needed."""

    def __init__(self, settings: Settings) -> None:
        self.is_open = settings.registration == "open"
        self.public_url = settings.public_address
        self.has_mail = bool(settings.smtp_host)
        self._settings, self._lock = settings, threading.Lock()
        self._attempts: Attempts | None = None
        self._post_office: PostOffice | None = None

    def attempts(self) -> Attempts:
        """What counts attempts, for all processes."""
        # Dear to import, and who has no account needs none of it.
        from flow_forecaster.services.attempts import Attempts

        with self._lock:
            if self._attempts is None:
                self._attempts = Attempts(current_database(), self._settings.redis_url)
            return self._attempts

    def post_office(self) -> PostOffice:
        """What sends mail, where a server for it is named."""
        from flow_forecaster.services.mail import MailServer, PostOffice

        said = self._settings
        with self._lock:
            if self._post_office is None:
                server = MailServer(
                    host=said.smtp_host,
                    port=said.smtp_port,
                    user=said.smtp_user,
                    password=said.smtp_password,
                    sender=said.smtp_from,
                    security=said.smtp_tls,
                )
                self._post_office = PostOffice(server)
            return self._post_office


def current_rules() -> AccountRules:
    """The rules of the application that answers."""
    rules: AccountRules = current_app.extensions["accounts"]
    return rules


def client_address() -> str:
    """Where a request comes from, as attempts are counted: of IPv6, the customer's network."""
    told = request.remote_addr or ""
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told
    if address.version == 4:
        return told
    return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
