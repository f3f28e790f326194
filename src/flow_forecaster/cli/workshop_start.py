"""What ``serve --workshop`` says once the server answers: where, which room, what was checked.

Run as ``python -m flow_forecaster.cli.workshop_start PORT LANGUAGE DATA_FOLDER PUBLIC_URL``, beside
the server; it ends by itself, with status 0.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click
import segno

from flow_forecaster.cli.workshop_room import OpenedRoom, Unreachable, ask, open_or_reopen
from flow_forecaster.domain.language import Language, load_language
from flow_forecaster.services.lan import lan_addresses

PATIENCE_S = 60
N_CLIENTS = 30
MOST_S = 2.0
"""How long the slowest of the simulated phones may wait, on a machine fit for a room."""

OK, BAD = "✓", "✗"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server answers on this machine, and what others open."""

    port: int
    public_url: str

    @property
    def here(self) -> str:
        """For this machine."""
        return f"http://localhost:{self.port}"

    def outside(self) -> tuple[str, ...]:
        """For others on the network, the best first."""
        if self.public_url:
            return (self.public_url.rstrip("/"),)
        return tuple(f"http://{address}:{self.port}" for address in lan_addresses())


def main(port: str, code: str, data_folder: str, public_url: str) -> None:
    """Wait for the server, open the room, say everything, check everything."""
    language, place = load_language(code), Place(int(port), public_url)
    try:
        _wait_for_server(place.port)
        room = open_or_reopen(place.port, Path(data_folder), language, dt.date.today())  # noqa: DTZ011
    except Unreachable:
        click.echo(
            language.gettext("The server does not answer; see what it said above."), err=True
        )
        return
    _show_addresses(language, place, room)
    _check(language, place, room)


def _wait_for_server(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            ask("127.0.0.1", port, "GET", "/health/live")
        except Unreachable:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def _show_addresses(language: Language, place: Place, room: OpenedRoom) -> None:
    outside = place.outside()
    for address in outside:
        click.echo()
        click.echo(language.gettext("On this network: {address}", address=address))
        segno.make(f"{address}/r/{room.code}", error="m").terminal(sys.stdout, compact=True)
    if not outside:
        click.echo(
            language.gettext("No network was found: connect to the Wi-Fi, or open a hotspot.")
        )
    join = outside[0] if outside else place.here
    click.echo(
        language.gettext("Room {code}: {address}", code=room.code, address=f"{join}/r/{room.code}")
    )
    click.echo(language.gettext("Projector: {address}", address=f"{join}/r/{room.code}/board"))
    click.echo(
        language.gettext(
            "You lead it here (keep it to yourself): {address}",
            address=f"{join}/r/{room.code}/lead#{room.key}",
        )
    )


def _check(language: Language, place: Place, room: OpenedRoom) -> None:
    _tell(language.gettext("Database"), is_good=_is_ready(place.port))
    hosts = [] if place.public_url else lan_addresses()
    for host in hosts:
        title = language.gettext("Reached by {address}", address=f"{host}:{place.port}")
        _tell(title, is_good=_answers(host, place.port))
    taken_s = _visit_by_many(place.port, room.code)
    title = language.gettext(
        "{n} phones at once, the slowest in {seconds} s",
        n=N_CLIENTS,
        seconds=language.number(round(max(taken_s), 2)) if taken_s else "?",
    )
    _tell(title, is_good=len(taken_s) == N_CLIENTS and max(taken_s) <= MOST_S)


def _tell(title: str, *, is_good: bool) -> None:
    click.echo(f"{OK if is_good else BAD} {title}")


def _is_ready(port: int) -> bool:
    try:
        return ask("127.0.0.1", port, "GET", "/health/ready").status == 200
    except Unreachable:
        return False


def _answers(host: str, port: int) -> bool:
    try:
        return ask(host, port, "GET", "/health/live").status == 200
    except Unreachable:
        return False


def _visit_by_many(port: int, code: str) -> list[float]:
    """The seconds that each phone took that got everything: the page, and the room."""

    def visit(_number: int) -> float | None:
        began_at = time.monotonic()
        try:
            answers = [
                ask("127.0.0.1", port, "GET", path)
                for path in (f"/r/{code}", f"/api/v1/rooms/{code}")
            ]
        except Unreachable:
            return None
        is_good = all(answer.status == 200 for answer in answers)
        return time.monotonic() - began_at if is_good else None

    with ThreadPoolExecutor(N_CLIENTS) as phones:
        return [taken for taken in phones.map(visit, range(N_CLIENTS)) if taken is not None]


if __name__ == "__main__":
    main(*sys.argv[1:])
