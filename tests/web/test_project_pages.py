"""The pages of projects and saved forecasts: who may, what is shown, what is refused."""

import datetime as dt
import json
import re
from html import unescape

import pytest

from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.domain.request import Team
from flow_forecaster.services.projects import create_project, read_project
from flow_forecaster.storage.accounts import list_accounts
from flow_forecaster.web.database import current_database
from tests.web.people import new_browser, sign_up

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HISTORY = "8 6 10 7 9 8 5 11 7 9 8 10"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eevil \u05e9\u05dc\u05d5\u05dd",
    "n" * 200,
    "Fim de ano \U0001f385\U0001f3fd & depois",
    "{{ 7 * 7 }} {project}",
]


@pytest.fixture
def ana(app):
    return in_english(sign_up(app))


@pytest.fixture
def bia(app):
    return in_english(sign_up(app, "bia@example.org", "Bia"))


@pytest.fixture
def project(ana):
    """The address of a project of Ana's, with twelve weeks."""
    return make_project(ana)


@pytest.fixture
def forecast(ana, project):
    """The address of a forecast in it."""
    return make_forecast(ana, project)


def typed(**fields):
    form = {
        "name": "Payments",
        "unit": "items",
        "history": HISTORY,
        "period_days": "7",
        "last_period_end": "2026-11-15",
        "size": "5",
        "cost": "6000",
        "currency": "BRL",
        "workdays": list("01234"),
        "pace_model": "auto",
        "go": "85",
        "adjust": "50",
    }
    return form | fields


def make_project(browser, **fields):
    response = browser.post("/projects/new", data=typed(**fields))
    assert response.status_code == 303, response.text
    return response.headers["Location"].partition("?")[0]


def make_forecast(browser, project, **fields):
    form = {"items": "120", "deadline_weeks": "16", "name": "All of it"} | fields
    response = browser.post(f"{project}/forecasts", data=form)
    assert response.status_code == 303, response.text
    return response.headers["Location"].partition("?")[0]


def in_english(browser):
    browser.set_cookie("lang", "en")
    return browser


def field(page, name):
    """What a field of a form on a page holds."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag:
            return unescape(re.search(r'value="([^"]*)"', tag)[1])
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return unescape(found[1]) if found else None


def form_of(page):
    """The version and the beginning that an edit carries along."""
    return {name: field(page, name) for name in ("version", "base")}


def saved_data(page):
    """What the script of a forecast's page draws."""
    data = r'<script type="application/json" id="saved-data">(.*?)</script>'
    return json.loads(re.search(data, page)[1])


# Who may.


def addresses(project, forecast):
    reading = [
        "/projects",
        "/projects/new",
        project,
        f"{project}/edit",
        f"{project}/scenarios",
        forecast,
        f"{forecast}/compare?with={forecast.rpartition('/')[2]}",
    ]
    changing = [
        "/projects/new",
        f"{project}/edit",
        f"{project}/history",
        f"{project}/forecasts",
        f"{project}/delete",
        forecast,
        f"{forecast}/rerun",
        f"{forecast}/outcome",
        f"{forecast}/scenarios",
        f"{forecast}/delete",
    ]
    return reading, changing


def test_nobody_is_sent_to_sign_in(app, project, forecast):
    caio = new_browser(app)
    reading, changing = addresses(project, forecast)
    for address in reading:
        response = caio.get(address)
        assert response.status_code == 303, address
        assert response.headers["Location"].startswith("/login?next=")
    for address in changing:
        assert caio.post(address, data={}).status_code in {303, 403}, address


def test_another_member_finds_nothing(ana, bia, project, forecast):
    reading, changing = addresses(project, forecast)
    for address in reading[2:]:
        assert bia.get(address).status_code == 404, address
    form = typed(counts="5", items="10", finished_on="2027-01-01", version="1", people="9")
    for address in changing[1:]:
        assert bia.post(address, data=form).status_code == 404, address
    assert ana.get(project).status_code == 200
    assert ana.get(forecast).status_code == 200
    assert "Payments" not in bia.get("/projects").text


def test_a_guessed_id_is_not_found(ana, forecast):
    assert ana.get("/projects/0123456789abcdef").status_code == 404
    assert ana.get("/forecasts/0123456789abcdef").status_code == 404
    assert ana.get(f"{forecast}/compare?with=0123").status_code == 404
    assert ana.get(f"{forecast}/compare").status_code == 404


def test_another_members_forecast_cannot_be_compared_with(ana, bia, forecast):
    hers = make_forecast(bia, make_project(bia))
    response = ana.get(f"{forecast}/compare?with={hers.rpartition('/')[2]}")
    assert response.status_code == 404


def test_another_site_can_change_nothing(ana, project):
    response = ana.post(f"{project}/delete", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert ana.get(project).status_code == 200


def test_everything_is_its_readers_alone(ana, project, forecast):
    for address in addresses(project, forecast)[0]:
        assert ana.get(address).headers["Cache-Control"] == "private, no-store", address


# What is shown.


def test_an_empty_list_says_what_to_do(ana):
    page = ana.get("/projects").text
    assert "Record what happened" in page
    assert page.count("<h1>") == 1


def test_the_list_tells_the_newest_forecast(ana, project, forecast):
    page = ana.get("/projects").text
    assert "Payments" in page
    assert "the chance of finishing the 120 items" in page
    assert "1 forecast ·" in page


def test_a_project_is_kept_as_it_was_typed(ana):
    address = make_project(
        ana,
        name="  Cobrança ✓ ",
        history="5.5; 7; 1250",
        unit="faturas",
        day_off_from=["2026-12-24", "2027-01-05", ""],
        day_off_to=["2026-12-26", "", ""],
        country="BR",
        subdivision="SP",
        go="80.5",
        note="First\r\nsecond",
    )
    page = ana.get(f"{address}/edit").text
    assert field(page, "name") == "Cobrança ✓"
    assert field(page, "history") == "5.5 7 1250"
    assert field(page, "unit") == "faturas"
    assert field(page, "go") == "80.5"
    assert field(page, "note") == "First\nsecond"
    assert re.findall(r'name="day_off_from" value="([^"]*)"', page)[:3] == [
        "2026-12-24",
        "2027-01-05",
        "",
    ]
    assert re.findall(r'name="day_off_to" value="([^"]*)"', page)[:2] == ["2026-12-26", ""]
    assert '<option value="BR" selected>' in page
    again = ana.post(f"{address}/edit", data=resend(page))
    assert again.status_code == 303
    assert "5.5 7 1250" in ana.get(f"{address}/edit").text


def resend(page):
    """The form of a project as the browser would send it back."""
    names = ("name", "unit", "history", "last_period_end", "size", "cost", "subdivision")
    form = {name: field(page, name) for name in (*names, "go", "adjust", "note")}
    chosen = re.findall(r'<option value="([^"]*)" selected>', page)
    form |= dict(zip(("period_days", "pace_model", "currency", "country"), chosen, strict=False))
    form["workdays"] = re.findall(r'name="workdays" value="(\d)" checked', page)
    return form | form_of(page)


def test_what_the_form_does_not_ask_is_kept(ana, app, project):
    with app.app_context():
        account_id = list_accounts(current_database())[0].id
        team = Team(size=4, history_size=3, focus=0.5)
        content = ProjectContent(name="Team", team=team)
        made = create_project(current_database(), account_id, content, now=NOW)
    address = f"/projects/{made.id}"
    page = ana.get(f"{address}/edit").text
    assert ana.post(f"{address}/edit", data=resend(page) | {"size": "6"}).status_code == 303
    with app.app_context():
        team = read_project(current_database(), account_id, made.id).content.team
    assert (team.size, team.history_size, team.focus) == (6, 3, 0.5)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_said_and_never_run(ana, text):
    project = make_project(ana, name=text, note=text, unit=text[:40])
    forecast = make_forecast(ana, project, name=text)
    ana.post(forecast, data={"name": text, "note": text, "version": "1"})
    made = ana.post(f"{forecast}/scenarios", data={"people": "9", "name": text})
    pages = [
        "/projects",
        project,
        f"{project}/edit",
        forecast,
        made.headers["Location"],
        ana.post(f"{forecast}/rerun").headers["Location"],
    ]
    for address in pages:
        page = ana.get(address).text
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert text in unescape(page) or text[:40] in unescape(page), address


def test_a_forecast_is_opened_as_it_was(ana, project, forecast):
    before = ana.get(forecast).text
    ana.post(f"{project}/history", data={"counts": "0 0 0"})
    after = ana.get(forecast).text
    assert saved_data(before) == saved_data(after)
    assert '<section id="saved-answer"' in after
    assert "plain-answer" in after
    assert re.search(r"<code>[0-9a-f]{8,}</code>", after)


def test_a_week_is_added_in_one_step_and_once(ana, project):
    since = re.search(r'name="since" value="([^"]*)"', ana.get(project).text)[1]
    form = {"counts": "9", "since": since}
    response = ana.post(f"{project}/history", data=form)
    assert response.headers["Location"] == f"{project}?said=period-added#history"
    again = ana.post(f"{project}/history", data=form)
    assert again.status_code == 422
    page = ana.get(f"{project}/edit").text
    assert field(page, "history") == f"{HISTORY} 9"
    assert field(page, "last_period_end") == "2026-11-22"


def test_what_is_sent_twice_is_kept_once(ana, project):
    form = {"items": "50", "deadline_weeks": "10", "key": "a" * 32}
    one, two = (ana.post(f"{project}/forecasts", data=form) for _ in range(2))
    assert one.headers["Location"] == two.headers["Location"]


def test_the_same_question_again_is_compared(ana, project, forecast):
    ana.post(f"{project}/history", data={"counts": "3 2 4"})
    response = ana.post(f"{forecast}/rerun")
    assert response.status_code == 303
    page = ana.get(response.headers["Location"]).text
    assert "P85" in page
    assert "Last periods" in page
    assert "waterfall" in page


def test_scenarios_stand_beside_their_base(ana, project, forecast):
    response = ana.post(f"{forecast}/scenarios", data={"people": "7"})
    assert response.status_code == 303
    page = ana.get(response.headers["Location"]).text
    assert "7 people" in page
    assert page.count('role="rowheader"') == 2
    scenario = re.findall(r'href="(/forecasts/[0-9a-f]+)"', page)[1]
    ana.post(f"{scenario}/scenarios", data={"items": "90"})
    page = ana.get(response.headers["Location"]).text
    assert page.count('role="rowheader"') == 3
    assert "2 scenarios beside it" in ana.get(project).text


def test_more_people_are_supposed_to_work_in_proportion(ana, forecast):
    ana.post(f"{forecast}/scenarios", data={"people": "10"})
    page = ana.get(forecast).text
    scenario = re.search(r'<option value="([0-9a-f]+)">10 people', page)[1]
    team = saved_data(ana.get(f"/forecasts/{scenario}").text)["request"]["team"]
    assert (team["size"], team["history_size"]) == (10, 5)


def test_what_happened_is_recorded_and_taken_back(ana, project, forecast):
    form = {"finished_on": "2027-02-01", "items_by_deadline": "118", "version": "1"}
    response = ana.post(f"{forecast}/outcome", data=form | {"from": "project"})
    assert response.headers["Location"].startswith(f"{project}?said=recorded#forecast-")
    page = ana.get(project).text
    assert "All was done on Feb 1, 2027" in page
    assert "P85 held" in page
    assert "1 of 1 kept what 85% promised" in page
    form = {"finished_on": "", "items_by_deadline": "", "version": "2"}
    assert "outcome-cleared" in ana.post(f"{forecast}/outcome", data=form).headers["Location"]
    assert "All was done on" not in ana.get(project).text.partition("<form")[0]


def test_weeks_up_to_the_deadline_say_what_happened(ana, project):
    form = {"items": "10", "deadline_weeks": "2"}
    forecast = ana.post(f"{project}/forecasts", data=form).headers["Location"].partition("?")[0]
    page = ana.get(project).text
    assert "Nothing to judge yet" in page
    for counts in ("7", "9"):
        ana.post(f"{project}/history", data={"counts": counts})
    page = unescape(ana.get(project).text)
    assert "16 done by the deadline, as the history counts." in page
    assert "1 of 1 kept what 85% promised" in page
    assert [f"P{level}<" in page for level in (50, 70, 85, 95)] == [True] * 4
    assert "16 done by the deadline, as the history counts." in ana.get(forecast).text


def test_where_outcomes_fell_is_drawn_once_there_are_five(ana, project):
    for items, day in zip(range(10, 15), range(1, 6), strict=True):
        address = make_forecast(ana, project, items=str(items))
        assert '<figure class="transform">' not in ana.get(project).text
        form = {"finished_on": f"2027-02-0{day}", "version": "1"}
        assert ana.post(f"{address}/outcome", data=form).status_code == 303
    page = ana.get(project).text
    assert '<figure class="transform">' in page
    assert "the best first: 0%; 0%" in page and "100%" in page


def test_the_owner_sees_the_record_of_the_installation(ana, bia, app):
    project = make_project(bia)
    address = make_forecast(bia, project)
    assert "Nothing to judge yet" in ana.get("/track-record").text
    form = {"finished_on": "2027-02-01", "version": "1"}
    bia.post(f"{address}/outcome", data=form)
    page = ana.get("/track-record").text
    assert "1 of 1 kept what 85% promised" in page
    assert "Payments" not in page
    assert 'href="/track-record"' in ana.get("/account").text
    assert 'href="/track-record"' not in bia.get("/account").text
    assert bia.get("/track-record").status_code == 403
    assert new_browser(app).get("/track-record").headers["Location"].startswith("/login")


def test_a_pace_model_is_called_by_its_name(ana):
    project = make_project(ana, pace_model="resample")
    assert "<dd>Past weeks drawn again</dd>" in ana.get(make_forecast(ana, project)).text


def test_names_and_notes_can_be_changed(ana, forecast):
    form = {"name": "Renamed", "note": "Why", "version": "1"}
    assert ana.post(forecast, data=form).status_code == 303
    page = ana.get(forecast).text
    assert "Renamed" in page
    assert field(page, "note") == "Why"


def test_what_is_deleted_is_gone(ana, project, forecast):
    assert ana.post(f"{forecast}/delete").headers["Location"].startswith(f"{project}?said=")
    assert ana.get(forecast).status_code == 404
    assert ana.post(f"{project}/delete").headers["Location"] == "/projects?said=project-deleted"
    assert ana.get(project).status_code == 404


def test_only_sentences_of_ours_are_said(ana):
    page = ana.get("/projects?said=<b>you%20won</b>").text
    assert 'role="status"' not in page
    assert "won" not in page.partition("<main")[2]


# What is refused.


def test_all_that_is_wrong_is_said_beside_its_field(ana):
    wrong = typed(name=" ", history="5 x", size="many", go="40", workdays=[], currency="reais")
    response = ana.post("/projects/new", data=wrong)
    assert response.status_code == 422
    for name in ("name", "history", "size", "go", "workdays", "currency"):
        assert f'id="p-{name}"' in response.text, name
    assert field(response.text, "history") == "5 x"
    assert field(response.text, "size") == "many"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", ""),
        ("name", "n" * 201),
        ("name", "a\x00b"),
        ("unit", "u" * 41),
        ("note", "n" * 2001),
        ("history", "5 -3"),
        ("history", "10001"),
        ("last_period_end", "2026-13-01"),
        ("last_period_end", "9999-01-01"),
        ("period_days", "8"),
        ("size", "0"),
        ("size", "1e5"),
        ("cost", "-1"),
        ("pace_model", "oracle"),
        ("go", "100"),
        ("adjust", "90"),
        ("country", "<b>"),
    ],
)
def test_a_field_is_refused_with_what_was_typed(ana, name, text):
    response = ana.post("/projects/new", data=typed(**{name: text}))
    assert response.status_code == 422
    assert 'class="problem"' in response.text
    assert 'role="alert"' in response.text


def test_days_off_must_be_days(ana):
    for first, last in (("2027-01-05", "2027-01-01"), ("soon", ""), ("2000-01-01", "2199-01-01")):
        form = typed(day_off_from=[first], day_off_to=[last])
        response = ana.post("/projects/new", data=form)
        assert response.status_code == 422, first
        assert 'id="p-days_off"' in response.text
        assert field(response.text, "day_off_from") == first


def test_a_week_must_be_a_number(ana, project):
    for text in ("", "many", "-1", "99999"):
        response = ana.post(f"{project}/history", data={"counts": text})
        assert response.status_code == 422, text
        assert field(response.text, "counts") == text
        assert 'id="p-counts"' in response.text


def test_a_hostile_end_of_history_is_no_error_of_ours(ana, project):
    for since in ("9999-12-31", "x", "2026-11-15T00:00"):
        response = ana.post(f"{project}/history", data={"counts": "5", "since": since})
        assert response.status_code in {303, 422}, since


def test_a_forecast_without_a_question_is_refused(ana, project):
    for form in ({}, {"items": "0"}, {"items": "5.5"}, {"items_low": "9"}, {"deadline": "soon"}):
        response = ana.post(f"{project}/forecasts", data=form)
        assert response.status_code == 422, form
        assert 'class="problem"' in response.text, form


def test_a_project_without_history_says_what_it_needs(ana):
    project = make_project(ana, history="")
    assert ana.get(project).status_code == 200
    response = ana.post(f"{project}/forecasts", data={"items": "5"})
    assert response.status_code == 422


def test_a_scenario_must_suppose_something(ana, forecast):
    for form in ({}, {"people": "5"}, {"people": "0"}, {"items": "x"}):
        response = ana.post(f"{forecast}/scenarios", data=form)
        assert response.status_code == 422, form


def test_an_outcome_must_be_one(ana, forecast):
    for form in ({"finished_on": "soon"}, {"items_by_deadline": "-1"}):
        response = ana.post(f"{forecast}/outcome", data=form | {"version": "1"})
        assert response.status_code == 422, form


# Two screens.


def test_edits_on_two_screens_are_merged_and_nothing_is_lost(ana, project):
    page = ana.get(f"{project}/edit").text
    mine = resend(page) | {"name": "Mine", "note": "My note"}
    ana.post(f"{project}/edit", data=resend(page) | {"name": "Theirs", "size": "7"})
    response = ana.post(f"{project}/edit", data=mine)
    assert response.status_code == 409
    merge = response.text
    for text in ("Payments", "Theirs", "Mine", "My note"):
        assert text in merge
    kept = dict(re.findall(r'name="keep-(\w+)" value="(\w+)" checked', merge))
    assert kept == {"name": "yours", "note": "yours", "size": "theirs"}
    names = re.findall(r'<textarea name="(\w+)"', merge)
    form = {name: field(merge, name) for name in names} | form_of(merge)
    form |= {f"keep-{name}": side for name, side in kept.items()}
    assert ana.post(f"{project}/edit", data=form).headers["Location"].endswith("said=merged")
    page = ana.get(f"{project}/edit").text
    assert [field(page, name) for name in ("name", "size", "note")] == ["Mine", "7", "My note"]
    assert field(page, "history") == HISTORY


def test_the_same_edit_on_two_screens_is_no_conflict(ana, project):
    page = ana.get(f"{project}/edit").text
    for _ in range(2):
        response = ana.post(f"{project}/edit", data=resend(page) | {"name": "Same"})
        assert response.status_code == 303


def test_notes_and_outcomes_are_merged_too(ana, forecast):
    page = ana.get(forecast).text
    ana.post(forecast, data={"name": "Theirs", "note": "", "version": "1"})
    form = {"name": "Mine", "note": "", "version": "1", "base": '{"name": "All of it"}'}
    assert ana.post(forecast, data=form).status_code == 409
    form = {"finished_on": "2027-01-01", "version": "1", "base": "{}"}
    response = ana.post(f"{forecast}/outcome", data=form)
    assert response.status_code == 409
    assert "2027-01-01" in response.text
    assert page


@pytest.mark.parametrize("base", ["", "[", "[1]", '"x"', '{"name": 5}', "[" * 100_000])
def test_a_beginning_that_is_none_is_no_error_of_ours(ana, project, base):
    page = ana.get(f"{project}/edit").text
    form = resend(page) | {"base": base, "version": "0", "name": "Mine"}
    assert ana.post(f"{project}/edit", data=form).status_code == 409


# Words.


def test_the_pages_speak_portuguese(ana, project, forecast):
    ana.set_cookie("lang", "pt-BR")
    for address in addresses(project, forecast)[0]:
        page = ana.get(address).text
        assert '<html lang="pt-BR"' in page
        for word in ("Save", "Forecast again", "History", "What happened"):
            assert f">{word}" not in page, address


def test_another_language_stays_on_the_page(ana, forecast):
    address = f"{forecast}/compare?with={forecast.rpartition('/')[2]}"
    page = ana.get(address).text
    link = unescape(re.search(r'id="language-link" href="([^"]*)"', page)[1])
    response = ana.get(link)
    assert response.status_code == 302
    assert response.headers["Location"] == address
