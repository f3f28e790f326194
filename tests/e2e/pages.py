"""The forecast page as its tests see it."""

import re

HISTORY = "8 6 10 7 9 8 5 11 7 9 8 10"


class ForecastPage:
    def __init__(self, page):
        self.page = page
        self.history = page.locator("#f-history")
        self.items = page.locator("#f-items")
        self.deadline_weeks = page.locator("#f-deadlineWeeks")
        self.headline = page.locator("#headline")
        self.date = page.locator("#headline .figure").first
        self.chance = page.locator("#headline .tile:nth-child(2) .figure")
        self.status = page.locator(".status")
        self.sentence = page.locator(".say blockquote")
        self.reading = page.locator("#history-reading")

    def ask(self, *, history=HISTORY, items="120", weeks="18"):
        self.history.fill(history)
        self.items.fill(items)
        self.deadline_weeks.fill(weeks)
        self.page.wait_for_selector("#headline")
        self.settle()
        return self

    def settle(self):
        """Wait until the answer and its charts follow what is typed."""
        self.page.wait_for_selector(".charts svg")
        self.page.wait_for_function(
            "() => document.querySelector('.panel').dataset.status === 'fresh'"
        )

    def link(self):
        """The address, once it says what is typed."""
        self.page.wait_for_timeout(400)
        return self.page.url

    def button(self, name):
        return self.page.get_by_role("button", name=name)

    def typed(self):
        return [field.input_value() for field in (self.history, self.items, self.deadline_weeks)]

    def chance_percent(self):
        return int(re.search(r"\d+", self.chance.inner_text())[0])
