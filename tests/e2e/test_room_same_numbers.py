"""A case has the same numbers on every screen, on paper, in the file and by the command line."""

import csv
import io
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from flow_forecaster.cli.forecast import command
from tests.e2e.conftest import serving
from tests.e2e.devices import ask as ask_plainly
from tests.e2e.rooms import PHONE, SETUP, ask, lead, open_room

CASES = SETUP["cases"]
GROUPS = [{"number": n, "name": f"Group {n}", "case": n - 1} for n in range(1, 7)]
PERCENTILES = [0.5, 0.85, 0.95]
HEARD_MS = 20_000


@pytest.fixture(scope="module", params=["resample", "auto"])
def pace_model(request):
    return request.param


@pytest.fixture(scope="module")
def room(tmp_path_factory, pace_model):
    """A room of the built-in deck, a group for each case: address, code, key and its file."""
    tmp_path = tmp_path_factory.mktemp("room")
    database = f"sqlite:///{tmp_path}/room.db"
    with serving(tmp_path, DATABASE_URL=database) as place:
        address = place.rstrip("/")
        code, key = open_room(address, groups=GROUPS, pace_model=pace_model)
        lead(address, code, key, phase="work")
        file = tmp_path / "room.html"
        export = [sys.executable, "-m", "flow_forecaster", "room", "export", code]
        environment = os.environ | {"HOME": str(tmp_path), "DATABASE_URL": database}
        subprocess.run([*export, "--output", str(file)], env=environment, check=True)
        yield address, code, key, file


def test_every_screen_gives_the_numbers_of_the_api(browser, room, pace_model):
    address, code, key, file = room
    board = browser.new_page()
    board.goto(f"{address}/r/{code}/board")
    keys = by_the_key(address, code, key)
    assert len(keys) == len(CASES)
    for number, (case, on_paper) in enumerate(zip(CASES, keys, strict=True), start=1):
        title = case["title"]
        known = by_the_api(address, case, pace_model)
        # A phone for each group: a page in the background of another one is slow.
        phone = browser.new_page(**PHONE, locale="en-US")
        phone.goto(f"{address}/r/{code}/g{number}")
        assert by_the_page(phone) == known, f"{title}: the phone"
        # The tile showed the same before the switches were touched.
        expect(phone.locator(".status")).to_have_text("Live", timeout=HEARD_MS)
        on_the_tile(board, number, known[1])
        assert on_paper == known, f"{title}: the key"
        phone.goto(file.as_uri())
        phone.locator(".pick-list button").nth(number - 1).click()
        assert by_the_page(phone) == known, f"{title}: the file"
        assert by_the_command(case, pace_model) == known, f"{title}: the command line"
        phone.close()
    board.close()
    known = [by_the_api(address, case, pace_model) for case in CASES]
    assert by_the_report(address, code, key) == [[weeks for weeks, *_ in one] for one in known]


def test_the_room_holds_the_built_in_deck(room):
    address = room[0]
    deck = ask_plainly(address, "/api/v1/decks")["decks"][0]
    asked = ("backlog", "deadline_weeks", "throughput_weekly", "team_size", "cost_per_person_week")
    for case, built_in in zip(CASES, deck["cases"], strict=True):
        assert [case[name] for name in asked] == [built_in[name] for name in asked], case["title"]


def by_the_api(address, case, pace_model):
    """Weeks at P50, P85 and P95, the chance of the deadline and the cost, without and with risks"""
    request = {
        "history": {"counts": case["throughput_weekly"]},
        "scope": {"items": case["backlog"]},
        "start": SETUP["start"],
        "deadline": {"weeks": case["deadline_weeks"]},
        "team": {name: case[was] for name, was in TEAM.items()},
        "pace_model": pace_model,
        "percentiles": PERCENTILES,
    }
    numbers = []
    for risks in ([], case["risks"]):
        answer = ask(f"{address}/api/v1/forecasts", request | {"risks": risks})
        weeks = [one["weeks"] for one in answer["when"]]
        chance = percent(answer["deadline"]["chance"])
        numbers.append((weeks, chance, round(answer["cost"][1]["amount"])))
    return numbers


TEAM = {"size": "team_size", "cost_per_person_week": "cost_per_person_week", "currency": "currency"}


def percent(chance):
    whole = int(chance * 100 + 1e-9)
    return "> 99%" if chance > 0.99 else "< 1%" if chance < 0.01 else f"{whole}%"


def by_the_page(page):
    """What a group's page says before its risks are on, and after."""
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("button", name="Go on without a guess").click()
    # The deadline's step is where chance and cost are said in full; the risks' turns them on.
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("button", name="Risks").click()
    switches = page.get_by_role("switch")
    expect(switches.first).to_be_checked()
    for switch in switches.all():
        switch.uncheck()
    without = numbers_of(page, steps)
    steps.get_by_role("button", name="Risks").click()
    expect(switches.first).not_to_be_checked()
    for switch in switches.all():
        switch.check()
    return [without, numbers_of(page, steps)]


def numbers_of(page, steps):
    steps.get_by_role("button", name="Deadline").click()
    facts = page.locator(".facts dd")
    expect(facts).to_have_count(4)
    weeks = [amount(text.split(" wk")[0]) for text in page.locator(".bar dd").all_inner_texts()[:3]]
    chance = facts.nth(1).inner_text().strip()
    return weeks, chance, amount(facts.nth(3).inner_text())


def on_the_tile(board, number, known):
    """Wait until the board has heard the last of the phone and says it; a tile shows P85 alone."""
    (_, p85, _), chance, cost = known
    tile = board.locator(f".board-tile[data-group='{number}']")
    expect(tile.locator(".tile-weeks")).to_have_text(f"P85 · {p85} weeks", timeout=HEARD_MS)
    expect(tile.locator(".tile-chance")).to_have_text(chance)
    expect(tile.locator(".tile-cost")).to_have_text(re.compile(rf"\D{cost:,}$"))


def by_the_key(address, code, key):
    """The numbers of each case as the sealed key has them."""
    page = led(f"{address}/r/{code}/key", key)
    tables = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[: len(CASES)]
    return [[key_row(row) for row in re.findall(r"<tr>.*?</tr>", one)] for one in tables]


def by_the_report(address, code, key):
    """The weeks of each group as the report has them."""
    lines = csv.DictReader(io.StringIO(led(f"{address}/r/{code}/report.csv", key).lstrip("\ufeff")))
    return [
        [
            [int(line[f"P{p} {which} risks, weeks"]) for p in (50, 85, 95)]
            for which in ("without", "with")
        ]
        for line in lines
    ]


def led(address, key):
    """What only the facilitator gets."""
    form = urllib.parse.urlencode({"key": key}).encode()
    headers = {"Accept-Language": "en", "Sec-Fetch-Site": "same-origin"}
    with urllib.request.urlopen(urllib.request.Request(address, form, headers)) as answer:
        return answer.read().decode()


def key_row(row):
    *weeks, chance, cost = re.findall(r"<td>(.*?)</td>", row)
    return (
        [amount(one) for one in weeks],
        chance.replace("&gt;", ">").replace("&lt;", "<"),
        amount(cost),
    )


def by_the_command(case, pace_model):
    """What the command line prints, in text, of the case without and with its risks."""
    counts = ",".join(f"{count:g}" for count in case["throughput_weekly"])
    flags = ["--history", counts, "--items", str(case["backlog"]), "--start", SETUP["start"]]
    flags += ["--deadline-weeks", str(case["deadline_weeks"]), "--team-size", case["team_size"]]
    flags += ["--cost", case["cost_per_person_week"], "--pace-model", pace_model]
    flags += ["--language", "en"]
    for one in PERCENTILES:
        flags += ["--percentile", one]
    risks = []
    for risk in case["risks"]:
        low, mode, high = (risk["impact"][name] for name in ("low", "mode", "high"))
        risks += ["--risk", f"{risk['name']}={risk['probability']}:{low},{mode},{high}"]
    return [told(map(str, flags + more)) for more in ([], risks)]


def told(flags):
    done = CliRunner().invoke(command, list(flags))
    assert done.exit_code == 0, done.output
    rows = [re.split(r"\s{2,}", line) for line in done.output.splitlines()[3:6]]
    chance = re.search(r"^Chance of the deadline, [^:]*: (.*)$", done.output, re.MULTILINE)[1]
    return [amount(row[2]) for row in rows], chance, amount(rows[1][-1])


def amount(text):
    """The whole number in a text, whatever stands around and between its digits."""
    return int(re.sub(r"\D", "", text))
