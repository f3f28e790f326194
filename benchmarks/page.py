"""Pages on a bad network: `python -m benchmarks.page`, about three minutes.

A real Chromium opens the forecast page, a group's page of a room and a project's page on a real
server with two workers: first with an empty cache, then again. The network is slowed down once by
the browser, as its developer tools do it, and once by a relay, which counts handshakes and headers
of packets too. Times count from the moment when a page is asked for. Browsers take Brotli here, as
they do over https.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page, StorageState, sync_playwright

from benchmarks.person import PROJECT
from benchmarks.room_link import ARGUMENTS, BROWSERS
from benchmarks.serving import serving
from benchmarks.shared_link import SharedLink

ROUNDS = 3
PATIENCE_MS = 60_000
SLOWER = 4
"""How much slower than this machine the device computes."""

PHONE = {"viewport": {"width": 390, "height": 740}, "has_touch": True, "is_mobile": True}
ROW = ".forecast-row .numbers"
OWN = {"Sec-Fetch-Site": "same-origin"}

WATCH_PAGE = """
  window.seen = {};
  const note = (name, selector) => {
    if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
  };
  new MutationObserver(() => {
    note("usable", "html[data-ready]");
    // Who knows what to ask, asks at once.
    if ("usable" in seen && !("asked" in seen)) {
      seen.asked = performance.now();
      document.querySelector("#load-example")?.click();
    }
    note("answered", "#headline .figure, .status.is-live, .forecast-row .numbers");
  }).observe(document, { subtree: true, childList: true, attributes: true });
"""
"""Notes when something is first there, in milliseconds since the page was asked for."""


@dataclass(frozen=True, slots=True)
class Network:
    """A link as the browser plays it, and within how many seconds a page is to be usable."""

    name: str
    bits_per_s: float
    latency_ms: float
    most_s: float


NETWORKS = (
    Network("Slow 4G", 1.6e6, 150, most_s=1.5),
    Network("shared bad 4G", 400e3, 400, most_s=3.0),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A page to open, what it shows as an answer and at last, and who reads it."""

    name: str
    path: str
    answer: str
    last: str
    reader: StorageState | None = None


@dataclass(slots=True)
class Visit:
    """Seconds until things were there, and what came over the wire by address."""

    usable_s: float = 0.0
    answered_s: float = 0.0
    n_bytes: dict[str, int] = field(default_factory=dict)

    @property
    def kilobytes(self) -> float:
        """Everything that came, headers and bodies."""
        return sum(self.n_bytes.values()) / 1_000


def main() -> int:
    """The exit status: 0 if every page was usable in time."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(folder, LOG_LEVEL="error") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        targets = make_targets(browser, f"http://localhost:{server.port}")
        held = [
            measure(browser, server.port, network, target, by_relay=by_relay)
            for network in NETWORKS
            for by_relay in (False, True)
            for target in targets
        ]
        browser.close()
    return int(not all(held))


def make_targets(browser: Browser, address: str) -> tuple[Target, ...]:
    """The pages that are measured, filled with what people keep."""
    context = browser.new_context(base_url=address, extra_http_headers=OWN, locale="en-US")
    api = context.request
    deck = api.get("/api/v1/decks").json()["decks"][0]
    groups = [{"number": 1, "name": "Group 1", "case": 0}]
    setup = {"title": "Workshop", "language": "en", "start": "2026-11-23", "groups": groups}
    code = api.post("/api/v1/rooms", data=setup | {"cases": deck["cases"]}).json()["code"]
    who = {"name": "Ana", "email": "ana@example.org", "password": "weeks of zero count"}
    api.post("/register", form=who)
    project = {"name": "Payments", "history": PROJECT["history"]}
    made = api.post("/api/v1/projects", data=project).json()["id"]
    for items in (60, 80, 100):
        asked = {"name": f"{items} items", "request": PROJECT | {"scope": {"items": items}}}
        answer = api.post(f"/api/v1/projects/{made}/forecasts", data=asked)
        assert answer.status == 201, answer.text()
    reader = context.storage_state()
    context.close()
    return (
        Target("the forecast page", "/", "#headline .figure", ".charts svg"),
        Target("a group's page", f"/r/{code}/g1", ".status.is-live", "main"),
        Target("a project's page", f"/projects/{made}", ROW, "main", reader),
    )


def measure(
    browser: Browser, port: int, network: Network, target: Target, *, by_relay: bool = False
) -> bool:
    """Print the medians of some visits; whether the first visit's page was usable in time."""
    round_trip_s = network.latency_ms / 1_000
    link = SharedLink(port, bits_per_s=network.bits_per_s, round_trip_s=round_trip_s)
    way = "by a relay" if by_relay else "by the browser"
    print(f"{target.name}, {network.name} {way}, load {os.getloadavg()[0]:.1f}:")
    with link.in_thread() if by_relay else nullcontext(port) as reached:
        address = f"http://localhost:{reached}"
        played = None if by_relay else network
        visits = [visit(browser, address, target, played) for _ in range(ROUNDS)]
    return report(network, visits)


def visit(
    browser: Browser, address: str, target: Target, network: Network | None
) -> tuple[Visit, Visit]:
    """Open a page for the first time, and once more; the browser plays the network, if one."""
    context = browser.new_context(
        base_url=address, locale="en-US", storage_state=target.reader, **PHONE
    )
    context.add_init_script(WATCH_PAGE)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if network:
        slow_down(wire, network)
    visits = [_open(page, wire, target) for _ in range(2)]
    context.close()
    return visits[0], visits[1]


def slow_down(wire: CDPSession, network: Network) -> None:
    """Let the browser play a network."""
    throughput = network.bits_per_s / 8
    rates = {"downloadThroughput": throughput, "uploadThroughput": throughput}
    link = {"offline": False, "latency": network.latency_ms}
    wire.send("Network.emulateNetworkConditions", link | rates)


def report(network: Network, visits: list[tuple[Visit, Visit]]) -> bool:
    """Print the medians; whether the first visit's page was usable in time."""
    for title, some in zip(("first", "again"), zip(*visits, strict=True), strict=True):
        usable_s = statistics.median(one.usable_s for one in some)
        answered_s = statistics.median(one.answered_s for one in some)
        print(
            f"  {title}: usable {usable_s:.2f} s, answer {answered_s:.2f} s, "
            f"{some[0].kilobytes:.1f} kB in {len(some[0].n_bytes)} requests"
        )
    usable_s = statistics.median(first.usable_s for first, _ in visits)
    is_held = usable_s <= network.most_s
    print(f"  usable within {network.most_s:g} s: {'holds' if is_held else 'MISSED'}")
    return is_held


def _open(page: Page, wire: CDPSession, target: Target) -> Visit:
    page.goto("about:blank")
    with _counting(wire) as n_bytes:
        page.goto(target.path, wait_until="commit")
        page.wait_for_selector("html[data-ready]", state="attached")
        for selector in (target.answer, target.last):
            page.wait_for_selector(selector)
        seen = page.evaluate("seen")
        page.wait_for_timeout(500)
    return Visit(seen["usable"] / 1_000, seen["answered"] / 1_000, n_bytes)


@contextmanager
def _counting(wire: CDPSession) -> Iterator[dict[str, int]]:
    """Bytes by request, as they come over the wire; what the browser kept costs nothing."""
    addresses: dict[str, str] = {}
    n_bytes: dict[str, int] = {}
    is_on = True

    def remember(event: dict[str, dict[str, str]]) -> None:
        addresses[str(event["requestId"])] = event["response"]["url"]

    def count(event: dict[str, int]) -> None:
        address = addresses.get(str(event["requestId"]), "")
        if is_on and address.startswith("http") and event["encodedDataLength"]:
            n_bytes[address] = event["encodedDataLength"]

    wire.on("Network.responseReceived", remember)
    wire.on("Network.loadingFinished", count)
    yield n_bytes
    is_on = False


if __name__ == "__main__":
    sys.exit(main())
