"""A room as its tests open it, and a group's page as they see it."""

import json
import urllib.request
from pathlib import Path

from playwright.sync_api import expect

SETUP = json.loads((Path(__file__).parents[1] / "vectors" / "room.json").read_text("utf-8"))[
    "setup"
]
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


def open_room(address, **changes):
    """A new room's code and its facilitator's key."""
    opened = ask(f"{address}/api/v1/rooms", SETUP | changes)
    return opened["code"], opened["key"]


def fields_of(address, code, group=1):
    """What a group said, by name, as the server has it."""
    said = {"device": "0" * 16, "see": f"g{group}"}
    answer = ask(f"{address}/api/v1/rooms/{code}/sync", said)
    fields = answer["fields"] if answer else []
    return {one["name"]: one for one in fields if one["scope"] == f"g{group}"}


def lead(address, code, key, **fields):
    """Say something as the facilitator."""
    changes = [
        {"scope": "room", "name": name.replace("__", "."), "value": value, "clock": clock}
        for clock, (name, value) in enumerate(fields.items(), start=now_ms(address, code))
    ]
    ask(
        f"{address}/api/v1/rooms/{code}/sync",
        {"device": "f" * 16, "see": "all", "changes": changes},
        {"Room-Key": key},
    )


def now_ms(address, code):
    with urllib.request.urlopen(f"{address}/api/v1/rooms/{code}") as response:
        return json.load(response)["now_ms"]


def ask(address, body, headers=None):
    request = urllib.request.Request(
        address,
        json.dumps(body).encode(),
        {"Content-Type": "application/json"} | (headers or {}),
    )
    with urllib.request.urlopen(request) as response:
        return json.loads(response.read() or b"null")


class GroupPage:
    """A group's page on somebody's phone."""

    def __init__(self, page, address, code, group=1):
        self.page = page
        page.goto(f"{address}/r/{code}/g{group}")
        page.wait_for_selector("html[data-ready]")

    def guess(self, weeks):
        self.page.get_by_label("My guess, in weeks").fill(str(weeks))
        self.button("That's my guess").click()
        return self

    def button(self, name, **options):
        return self.page.get_by_role("button", name=name, **options)

    def step(self, name):
        self.page.get_by_role("navigation", name="Steps").get_by_role("button", name=name).click()

    def typed(self, label):
        return self.page.get_by_label(label, exact=True)

    def bar(self):
        """The six numbers in view."""
        return [
            text.split("\n")[0].strip() for text in self.page.locator(".bar dd").all_inner_texts()
        ]

    def weeks(self):
        return [text.split(" wk")[0] for text in self.bar()[:3]]

    def risk(self, name):
        return self.page.get_by_role("switch", name=name)

    @property
    def status(self):
        return self.page.locator(".status")

    def settle(self):
        """Wait until the server has everything."""
        expect(self.status).to_have_text("Live")

    @property
    def travel_code(self):
        return self.page.locator(".travel-code")
