"""The page, and the form as it is sent without script."""

import html
import re

import pytest

ENGLISH = {"Accept-Language": "en"}


def show(client, **query):
    response = client.get("/", query_string=query, headers=ENGLISH)
    assert response.status_code == 200
    return html.unescape(response.text)


def test_the_empty_page_shows_no_answer_and_no_problem(client):
    page = show(client)
    assert "plain-answer" not in page
    assert 'role="alert"' not in page


def test_the_form_is_answered_without_script(client):
    page = show(client, history="5 6 8 5 9 7 6", items="80", deadline_weeks="15")
    assert "plain-answer" in page
    assert "March 8, 2027" in page
    assert "85%" in page


def test_the_form_keeps_what_was_typed(client):
    page = show(client, history="5 6 <8>", items="80")
    assert "5 6 <8></textarea>" in page
    assert 'value="80"' in page


def test_what_was_typed_is_escaped(client):
    response = client.get("/", query_string={"history": "<script>alert(1)</script>"})
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"history": "5 6 8", "items": "20"}, "20 items"),
        ({"history": "5 6 8", "items_low": "20", "items_high": "30"}, "20 to 30 items"),
        ({"history": "5 6 8", "items": "9", "items_low": "20", "items_high": "30"}, "20 to 30"),
        ({"history": "5 6 8", "items": "9", "items_low": "20"}, "9 items"),
        ({"history": "5 6 8", "deadline": "2027-03-08"}, "by March 8, 2027"),
        ({"history": "5 6 8", "deadline": "2027-03-08", "deadline_weeks": "2"}, "March 8, 2027"),
        ({"history": "5 6 8", "items": "20", "size": "2", "cost": "1000,50"}, "Cost"),
    ],
)
def test_reads_each_input(client, query, shown):
    page = show(client, **query)
    assert "plain-answer" in page
    assert shown in page


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"items": "80"}, "Items finished, week by week: This is needed."),
        ({"history": "5 six"}, "This is not a number: “six” (value 2)."),
        ({"history": "5,5", "items": "80"}, "A comma here can mean two things: “5.5” or “5; 5”."),
        ({"history": "5 6"}, "Say how many items are left, or when they are due, or both."),
        ({"history": "5 6", "items": "many"}, "Items left: “many” is not a number."),
        ({"history": "5 6", "items": "0"}, "Items left: This must be at least 1."),
        ({"history": "5 6", "items": "1.5"}, "Items left: This must be a whole number."),
        ({"history": "5 6", "items_high": "9"}, "Items left: Give the number of items, or both"),
        ({"history": "5 6", "deadline": "soon"}, "Deadline: This must be a date"),
        ({"history": "5 6", "deadline": "2020-01-01"}, "Deadline: The deadline must be after"),
        ({"history": "5 6", "deadline_weeks": "600"}, "or in weeks: This must be at most 522."),
        ({"history": "5 6", "items": "9", "size": "0"}, "People: This must be at least 0.1."),
        ({"history": "0 0", "items": "9"}, "Items finished, week by week: "),
    ],
)
def test_says_what_is_wrong_with_an_input(client, query, problem):
    page = show(client, **query)
    assert 'role="alert"' in page
    assert "plain-answer" not in page
    assert problem in page


def test_a_page_that_is_still_fresh_is_not_sent_again(client):
    first = client.get("/", headers={"Accept-Encoding": "br"})
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    assert client.get("/", headers=again).status_code == 304
    client.set_cookie("lang", "en")
    assert client.get("/", headers=again).status_code == 200


def test_the_page_fits_its_first_visit(client):
    assert len(client.get("/", headers={"Accept-Encoding": "br"}).data) < 6_000


def test_nothing_inline_and_nothing_from_elsewhere(client):
    page = client.get("/").text
    assert re.findall(r"<script(?![^>]* src=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_an_unknown_page_is_answered_with_a_page(client):
    response = client.get("/nothing", headers=ENGLISH)
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert "There is nothing here" in response.text


def test_health_needs_nothing(client):
    response = client.get("/health/live")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Cache-Control"] == "no-store"
