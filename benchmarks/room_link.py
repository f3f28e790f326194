"""A room joined over one bad link: `python -m benchmarks.room_link`, about a minute.

30 devices open their group's page at the same moment, over a link of 1 Mbit/s and 300 ms that all
of them share, in both directions: two are real browsers, the others fetch what a browser fetches.
They come by plain http, as in a workshop's network, where browsers take gzip and no Brotli.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field

from playwright.async_api import Browser, async_playwright

from benchmarks.line import Answer, Line
from benchmarks.serving import serving
from benchmarks.shared_link import SharedLink

N_DEVICES, N_BROWSERS, N_GROUPS = 30, 2, 6
BITS_PER_S, ROUND_TRIP_S = 1e6, 0.3
MOST_S = 15.0
PATIENCE_MS = 60_000

HOST = "room.test"
"""A name that is not localhost, of which browsers think better than of a workshop's laptop."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update"),
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
)
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
CALM = {"Connecting…", "Sending…", "Live"}
"""What a page may say of its link while somebody joins."""

WATCH_STATUS = """
  window.seen = new Set();
  const look = () => seen.add(document.querySelector(".status")?.textContent ?? "Connecting…");
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, characterData: true,
  });
"""
SAID_BY_BROWSERS = {
    "User_Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36",
    "Accept_Encoding": "gzip, deflate",
    "Accept_Language": "pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7",
}
ASSET = re.compile(r'"(/static/[^"]+\.(?:css|js|svg))"')


@dataclass
class Joined:
    """How one device came in: seconds until it could be used, and what went wrong."""

    kind: str
    taken_s: float = 0.0
    problems: list[str] = field(default_factory=list)


class Device:
    """A phone without a browser: asks for what a group's page asks for, as a browser does."""

    def __init__(self, port: int) -> None:
        self._port, self._host = port, f"{HOST}:{port}"
        self.fetched: list[str] = []
        self.problems: list[str] = []

    async def join(self, path: str, *, by_picking: bool) -> None:
        """Open a group's page, until it hears the room; by picking the group, or at once."""
        main, other = Line(self._port), Line(self._port)
        if by_picking:
            page = await self._get(main, path.rpartition("/")[0])
            await self._get_all(page, main, other)
        page = await self._get(main, path)
        await self._get_all(page, main, other)
        await self._sync(main, *path.split("/")[-2:])
        main.hang_up()
        other.hang_up()

    async def _get_all(self, page: Answer, main: Line, other: Line) -> None:
        """What a page names, each once, as a browser keeps it; its icon last."""
        names = sorted(set(ASSET.findall(_text(page))) - set(self.fetched), key=_rank)
        await asyncio.gather(
            self._get_each(main, names[0::2]),
            self._get_each(other, names[1::2]),
        )

    async def _get_each(self, line: Line, names: list[str]) -> None:
        for name in names:
            await self._get(line, name)

    async def _get(self, line: Line, path: str) -> Answer:
        self.fetched.append(path)
        told = {"Referer": f"http://{self._host}/r/ABCDEF/g1", "Accept": "text/css,*/*;q=0.1"}
        return self._note(path, await self._ask(line, "GET", path, **told))

    async def _sync(self, line: Line, code: str, see: str) -> None:
        said = {"device": secrets.token_hex(8), "see": see, "since": 0, "changes": []}
        body = json.dumps(said | {"nickname": "", "wait_s": 0}).encode()
        path = f"/api/v1/rooms/{code}/sync"
        self.fetched.append(path)
        told = {"Content_Type": "application/json", "Accept": "*/*"}
        origin = f"http://{self._host}"
        self._note(path, await self._ask(line, "POST", path, body, Origin=origin, **told))

    async def _ask(
        self, line: Line, method: str, path: str, body: bytes = b"", **told: str
    ) -> Answer:
        headers = {"Host": self._host} | SAID_BY_BROWSERS | told
        return await line.ask(method, path, body, **headers)

    def _note(self, path: str, answer: Answer) -> Answer:
        if answer.status not in {200, 204}:
            self.problems.append(f"{path}: {answer.status} {answer.content[:80]!r}")
        return answer


async def open_room(port: int) -> str:
    """The code of a room with the built-in deck, a case for each group."""
    line = Line(port)
    deck = (await line.ask("GET", "/api/v1/decks")).json()["decks"][0]
    groups = [{"number": n, "name": f"Group {n}", "case": n - 1} for n in range(1, N_GROUPS + 1)]
    setup = {"title": "Workshop", "language": "en", "start": "2026-11-23", "groups": groups}
    body = json.dumps(setup | {"cases": deck["cases"]}).encode()
    answer = await line.ask("POST", "/api/v1/rooms", body, Content_Type="application/json")
    line.hang_up()
    assert answer.status == 201, answer
    return str(answer.json()["code"])


def main() -> int:
    """The exit status: 0 if everybody could work in time and nobody saw a failure."""
    with tempfile.TemporaryDirectory() as folder, serving(folder, LOG_LEVEL="error") as server:
        return int(not asyncio.run(_measure(server.port)))


async def _measure(port: int) -> bool:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        held = [await _join_all(port, browser, by_picking=picking) for picking in (False, True)]
        await browser.close()
    return all(held)


async def _join_all(port: int, browser: Browser, *, by_picking: bool) -> bool:
    code = await open_room(port)
    link = SharedLink(port, bits_per_s=BITS_PER_S, round_trip_s=ROUND_TRIP_S)
    async with link.open() as shared:
        began_at = time.perf_counter()
        everybody = [
            _join_by_browser(browser, shared, path, by_picking=by_picking)
            if n < N_BROWSERS
            else _join(shared, path, by_picking=by_picking)
            for n in range(N_DEVICES)
            for path in [f"/r/{code}/g{n % N_GROUPS + 1}"]
        ]
        joined = await asyncio.gather(*everybody)
        taken_s = time.perf_counter() - began_at
        busy_s = link.n_bytes * 8 / BITS_PER_S
    route = "the room's code, then a group" if by_picking else "the group's code"
    print(
        f"{N_DEVICES} devices by {route}: {link.n_bytes / N_DEVICES / 1_000:.1f} kB each, "
        f"{link.n_connections} connections, the link busy for {busy_s:.1f} of {taken_s:.1f} s, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    return _report(joined)


def _report(joined: list[Joined]) -> bool:
    for kind in ("browser", "device"):
        taken_s = sorted(one.taken_s for one in joined if one.kind == kind)
        middle = taken_s[len(taken_s) // 2]
        print(f"  {kind}: first {taken_s[0]:.1f}, half {middle:.1f}, last {taken_s[-1]:.1f} s")
    problems = [problem for one in joined for problem in one.problems]
    for problem in problems[:5]:
        print(f"  {problem}")
    is_held = not problems and max(one.taken_s for one in joined) <= MOST_S
    print(f"  all within {MOST_S:g} s, no failure seen: {'holds' if is_held else 'MISSED'}")
    return is_held


async def _join(port: int, path: str, *, by_picking: bool) -> Joined:
    device, began_at = Device(port), time.perf_counter()
    await device.join(path, by_picking=by_picking)
    return Joined("device", time.perf_counter() - began_at, device.problems)


async def _join_by_browser(browser: Browser, port: int, path: str, *, by_picking: bool) -> Joined:
    """Opened as a person does, until the page is live."""
    joined = Joined("browser")
    context = await browser.new_context(locale="en-US", **PHONE)
    await context.add_init_script(WATCH_STATUS)
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(f"{request.url} failed"))
    began_at = time.perf_counter()
    if by_picking:
        await page.goto(f"http://{HOST}:{port}{path.rpartition('/')[0]}")
        await page.click(f"a[href='{path}']")
    else:
        await page.goto(f"http://{HOST}:{port}{path}")
    await page.wait_for_selector("html[data-ready]")
    await page.wait_for_selector(".status.is-live")
    joined.taken_s = time.perf_counter() - began_at
    # What is cut off when the page is closed, nobody sees.
    joined.problems += [*failed, *(set(await page.evaluate("[...seen]")) - CALM)]
    await context.close()
    return joined


def _rank(name: str) -> int:
    return ("css", "js", "svg").index(name.rpartition(".")[2])


def _text(answer: Answer) -> str:
    is_packed = answer.headers.get("content-encoding") == "gzip"
    return (gzip.decompress(answer.content) if is_packed else answer.content).decode()


if __name__ == "__main__":
    sys.exit(main())
