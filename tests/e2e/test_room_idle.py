"""What a group's page costs while nobody says anything."""

import json
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import PHONE, lead, open_room

MOST_BYTES_A_MINUTE = 1_000
LINK = Path(__file__).parents[2] / "frontend" / "src" / "room" / "link.ts"
WAIT_S = int(re.search(r"WAIT_S = (\d+)", LINK.read_text("utf-8"))[1])
PHONES = {
    "android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
}


@pytest.mark.parametrize("phone", PHONES)
def test_an_idle_group_costs_less_than_a_kilobyte_a_minute(browser, base_url, phone):
    """One question waits at a time; it and its empty answer come once in ``WAIT_S`` seconds."""
    code, key = open_room(base_url)
    context = browser.new_context(**PHONE, locale="pt-BR", user_agent=PHONES[phone])
    asked = Asked(context, page := context.new_page())
    page.goto(f"{base_url}/r/{code}/g1")
    expect(page.locator(".status")).to_have_text("Live")
    lead(base_url, code, key, hint__a={"to": [], "text": "Olhem os zeros.", "at_ms": 1})
    expect(page.get_by_text("Olhem os zeros.")).to_be_visible()
    question = asked.wait_for_waiting(page, since=2)
    answer = asked_at_once(base_url, question)
    assert answer.startswith(b"HTTP/1.1 204 ")
    a_minute = (len(question) + len(answer)) * 60 / WAIT_S
    assert a_minute < MOST_BYTES_A_MINUTE, question + answer
    context.close()


class Asked:
    """What a page asks of its room, as it goes over the wire."""

    def __init__(self, context, page):
        self.sent, self.headers = {}, {}
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._note)
        session.on("Network.requestWillBeSentExtraInfo", self._note_headers)

    def _note(self, event):
        self.sent[event["requestId"]] = event["request"]

    def _note_headers(self, event):
        self.headers[event["requestId"]] = event["headers"]

    def wait_for_waiting(self, page, since):
        """The question that waits for what comes after a version."""
        while True:
            for number, request in self.sent.items():
                said = json.loads(request.get("postData") or "{}")
                if said.get("wait_s") and said["since"] == since and number in self.headers:
                    return written(request, self.headers[number])
            page.wait_for_timeout(50)


def written(request, headers):
    """A request as a browser writes it."""
    lines = [f"{request['method']} {urlsplit(request['url']).path} HTTP/1.1"]
    lines += [f"{name}: {text}" for name, text in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + request["postData"]).encode()


def asked_at_once(address, question):
    """The answer to the same question by who has no time to wait, as it comes over the wire."""
    head, _, body = question.partition(b"\r\n\r\n")
    hasty = json.dumps(json.loads(body) | {"wait_s": 0}).encode()
    head = re.sub(rb"(?i)content-length: \d+", b"Content-Length: %d" % len(hasty), head)
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(head + b"\r\n\r\n" + hasty)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += line.recv(4_096)
        return answer
