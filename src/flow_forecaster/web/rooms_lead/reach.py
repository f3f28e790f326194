"""How phones reach this server, as far as it knows."""

from __future__ import annotations

import ipaddress
from typing import TypedDict
from urllib.parse import urlsplit

from flask import current_app, request

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - only compared


class Reach(TypedDict):
    """What a page needs to make links that phones can open."""

    address: str
    """Where people get here, where somebody said so; else empty."""
    nearby: list[str]
    """This computer's addresses in its networks, the best first, told to itself only."""


def current_reach() -> Reach:
    """The links' beginnings for this request's page."""
    return {"address": current_app.config["PUBLIC_URL"], "nearby": _nearby()}


def _nearby() -> list[str]:
    """Told only to a browser on this very machine, that called it by a name for itself.

    A container is reached from elsewhere, so that its own addresses, which no phone sees, are not
    told.
    """
    place = urlsplit(request.host_url)
    listens = current_app.config["LISTENS_ON"]
    if listens not in EVERYWHERE or not (_is_own(place.hostname) and _is_own(request.remote_addr)):
        return []
    from flow_forecaster.services.lan import lan_addresses

    port = f":{place.port}" if place.port else ""
    return [f"{place.scheme}://{address}{port}" for address in lan_addresses()]


def _is_own(host: str | None) -> bool:
    """Whether a host is this machine by a name that means another one elsewhere."""
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
