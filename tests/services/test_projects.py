import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from pydantic import ValidationError

from flow_forecaster.domain import limits
from flow_forecaster.domain.checking import problems_of
from flow_forecaster.domain.errors import InvalidRequest, NotFound
from flow_forecaster.domain.project import Conflict, Project, ProjectContent, TooManyKept
from flow_forecaster.services import projects
from flow_forecaster.storage import projects as rows
from flow_forecaster.storage.database import open_database
from tests.services.keeping import ENGLISH, NOW, new_account, new_forecast, new_project
from tests.storage.servers import migrated_database_url

LATER = NOW + dt.timedelta(hours=1)
SUNDAY = dt.date(2026, 11, 22)
WEEK = dt.timedelta(weeks=1)
NO_IDS = ["", "nothing", "0" * 32, "x" * 5_000, "a\x00b", "é", "a\nb"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def ana(database):
    return new_account(database)


@pytest.fixture
def bia(database):
    return new_account(database, "bia")


def content(name="Portal", **values):
    return ProjectContent.model_validate({"name": name} | values)


def history(*counts, end=SUNDAY):
    return {"counts": counts, "last_period_end": end}


def test_a_project_is_read_as_it_was_made(database, ana):
    asked = content(
        unit="histórias",
        history=history(3, 0, 0.1 + 0.2),
        team={"size": 4, "cost_per_person_week": 1 / 3},
        calendar={"days_off": ["2026-12-25"]},
        pace_model="resample",
        verdict={"go": 0.9, "adjust": 0.6},
        note="Two\nlines",
    )
    made = projects.create_project(database, ana, asked, now=NOW)
    assert (made.version, made.created_at, made.changed_at) == (1, NOW, NOW)
    assert projects.read_project(database, ana, made.id) == made
    assert made.content == asked


def test_only_a_name_is_needed():
    plain = ProjectContent(name="Portal")
    assert (plain.unit, plain.history, plain.pace_model, plain.note) == ("items", None, "auto", "")


def test_a_list_has_the_last_changed_first_and_what_its_newest_forecast_says(database, ana):
    first = new_project(database, ana, "First")
    second = projects.create_project(database, ana, content("Second"), now=LATER)
    new_forecast(database, first, deadline={"weeks": 18})
    newest = new_forecast(database, first, "Newest", minutes=1, deadline={"weeks": 30})
    new_forecast(database, first, "Scenario", minutes=2, base=newest.id, scope={"items": 9})
    shown, other = reversed(projects.list_projects(database, ana))
    assert (shown.id, shown.name, shown.unit, shown.n_forecasts) == (first.id, "First", "items", 3)
    p85 = next(one.date for one in newest.result.when if one.confidence == 0.85)
    assert (shown.sentence, shown.verdict, shown.p85_date) == (newest.result.sentence, "go", p85)
    assert (other.id, other.n_forecasts, other.sentence, other.verdict) == (
        second.id,
        0,
        None,
        None,
    )


def test_a_list_says_no_date_where_no_scope_was_given(database, ana):
    project = new_project(database, ana)
    saved = new_forecast(database, project, scope=None, deadline={"weeks": 6})
    (shown,) = projects.list_projects(database, ana)
    assert (shown.sentence, shown.verdict, shown.p85_date) == (saved.result.sentence, None, None)


def test_a_change_raises_the_version(database, ana):
    made = new_project(database, ana)
    changed = projects.change_project(
        database, ana, made.id, content("New name"), version=1, now=LATER
    )
    assert (changed.version, changed.content.name) == (2, "New name")
    assert (changed.created_at, changed.changed_at) == (NOW, LATER)
    assert projects.read_project(database, ana, made.id) == changed


@pytest.mark.parametrize("version", [1, 3, 0, -1, 2**31, 10**30])
def test_a_change_of_another_version_shows_what_is_there(database, ana, version):
    made = new_project(database, ana)
    kept = projects.change_project(database, ana, made.id, content("Kept"), version=1, now=LATER)
    with pytest.raises(Conflict) as conflict:
        projects.change_project(database, ana, made.id, content("No"), version=version, now=LATER)
    assert conflict.value.current == kept
    assert projects.read_project(database, ana, made.id) == kept


def test_of_two_changes_at_once_one_wins_and_the_other_is_told(database, ana):
    made, at_once = new_project(database, ana), Barrier(2)

    def change(name):
        at_once.wait(10)
        try:
            return projects.change_project(
                database, ana, made.id, content(name), version=1, now=LATER
            )
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(change, ["One", "Other"]))
    (won,) = (one for one in answers if isinstance(one, Project))
    (lost,) = (one for one in answers if isinstance(one, Conflict))
    assert lost.current == won == projects.read_project(database, ana, made.id)


@pytest.mark.parametrize("project_id", [*NO_IDS, "bia's"])
def test_what_is_not_there_and_what_is_not_ones_own_are_the_same(database, ana, bia, project_id):
    theirs = new_project(database, bia)
    if project_id == "bia's":
        project_id = theirs.id
    tries = [
        lambda: projects.read_project(database, ana, project_id),
        lambda: projects.change_project(
            database, ana, project_id, content("Mine"), version=1, now=NOW
        ),
        lambda: projects.append_history(database, ana, project_id, [1], now=NOW),
        lambda: projects.delete_project(database, ana, project_id),
    ]
    for attempt in tries:
        with pytest.raises(NotFound):
            attempt()
    assert projects.list_projects(database, ana) == ()
    assert projects.read_project(database, bia, theirs.id) == theirs


def test_a_project_goes_with_its_forecasts(database, ana):
    made = new_project(database, ana)
    new_forecast(database, made)
    projects.delete_project(database, ana, made.id)
    assert projects.list_projects(database, ana) == ()
    with pytest.raises(NotFound):
        projects.delete_project(database, ana, made.id)


def test_periods_are_added_at_the_end(database, ana):
    made = projects.create_project(database, ana, content(history=history(5, 6)), now=NOW)
    longer = projects.append_history(database, ana, made.id, [0, 7], now=LATER)
    assert longer.content.history.counts == (5, 6, 0, 7)
    assert longer.content.history.last_period_end == SUNDAY + 2 * WEEK
    assert (longer.version, longer.changed_at) == (2, LATER)
    assert projects.read_project(database, ana, made.id) == longer


@pytest.mark.parametrize("before", [None, history(5, 6, end=None)])
def test_the_end_of_a_history_becomes_known(database, ana, before):
    made = projects.create_project(database, ana, content(history=before), now=NOW)
    longer = projects.append_history(database, ana, made.id, [7], now=NOW, last_period_end=SUNDAY)
    assert longer.content.history.counts[-1] == 7
    assert longer.content.history.last_period_end == SUNDAY


def test_the_same_periods_sent_twice_are_added_once(database, ana):
    made = projects.create_project(database, ana, content(history=history(5, 6)), now=NOW)
    end = SUNDAY + 2 * WEEK
    projects.append_history(database, ana, made.id, [7, 8], now=NOW, last_period_end=end)
    with pytest.raises(InvalidRequest) as refused:
        projects.append_history(database, ana, made.id, [7, 8], now=NOW, last_period_end=end)
    (problem,) = refused.value.problems
    assert problem.field == "last_period_end"
    assert "ends on 2026-12-06: the last of them would end on 2026-12-20" in problem.message(
        ENGLISH
    )
    assert projects.read_project(database, ana, made.id).content.history.counts == (5, 6, 7, 8)


def test_longer_periods_follow_on_in_their_own_length(database, ana):
    fortnights = history(5, 6) | {"period_days": 14}
    made = projects.create_project(database, ana, content(history=fortnights), now=NOW)
    end = SUNDAY + 2 * WEEK
    projects.append_history(database, ana, made.id, [7], now=NOW, last_period_end=end)
    assert projects.read_project(database, ana, made.id).content.history.last_period_end == end


@pytest.mark.parametrize("counts", [[], [-1], [10_001], [float("nan")], [1] * 1_001])
def test_counts_that_are_none_are_not_added(database, ana, counts):
    made = projects.create_project(database, ana, content(history=history(5, 6)), now=NOW)
    with pytest.raises(InvalidRequest) as refused:
        projects.append_history(database, ana, made.id, counts, now=NOW)
    assert refused.value.problems[0].field.startswith(("counts", "last_period_end"))
    assert projects.read_project(database, ana, made.id) == made


def test_two_who_add_at_once_both_add(database, ana):
    made, at_once = new_project(database, ana), Barrier(4)

    def add(count):
        at_once.wait(10)
        projects.append_history(database, ana, made.id, [count], now=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, [101, 102, 103, 104]))
    project = projects.read_project(database, ana, made.id)
    assert sorted(project.content.history.counts[-4:]) == [101, 102, 103, 104]
    assert project.version == 5


def test_an_account_keeps_so_many_projects(database, ana, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PROJECTS", 2)
    for name in "ab":
        new_project(database, ana, name)
    with pytest.raises(TooManyKept) as refused:
        new_project(database, ana, "c")
    assert "at most 2 projects" in refused.value.detail(ENGLISH)
    new_project(database, new_account(database, "bia"), "c")
    projects.delete_project(database, ana, projects.list_projects(database, ana)[0].id)
    new_project(database, ana, "c")


def test_the_last_place_is_given_once(database, ana, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PROJECTS", 3)
    at_once = Barrier(6)

    def create(name):
        at_once.wait(10)
        try:
            new_project(database, ana, str(name))
        except TooManyKept:
            return 0
        return 1

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(create, range(6))) == 3


@pytest.mark.parametrize(
    "name",
    [
        "Ação “é” ñ ß",
        "🚀👩‍👩‍👧 日本語",
        "مشروع עברית",
        "e\u0301 and \u00e9 are two spellings",
        "\u202eright to left",
        "<script>alert('1')</script> {n} %s \\ =1+1",
        "x" * 200,
        "🚀" * 200,
    ],
)
def test_names_come_back_to_the_letter(database, ana, name):
    made = projects.create_project(database, ana, content(name, unit=name[:40]), now=NOW)
    assert projects.read_project(database, ana, made.id).content.name == name
    assert projects.list_projects(database, ana)[0].name == name
    assert projects.list_projects(database, ana)[0].unit == name[:40].strip()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "", "This must not be empty."),
        ("name", " \t ", "This must not be empty."),
        ("name", "\u200b\u200e", "This must have something in it that can be seen."),
        ("name", "a\x00b", "The character U+0000 is not text. Remove it."),
        ("name", "a\nb", "The character U+000A is not text. Remove it."),
        ("name", "a\x7fb", "The character U+007F is not text. Remove it."),
        ("name", "\ud800", "This must be text."),
        ("name", "x" * 201, "At most 200 characters are taken here. Shorten it."),
        ("name", "x" * 5_000, "At most 200 characters are taken here. Shorten it."),
        ("name", 7, "This must be text."),
        ("unit", "x" * 41, "At most 40 characters are taken here. Shorten it."),
        ("note", "x" * 2_001, "At most 2,000 characters are taken here. Shorten it."),
        ("note", "a\x00", "The character U+0000 is not text. Remove it."),
    ],
)
def test_a_text_that_is_none_is_refused_with_a_sentence(field, text, sentence):
    with pytest.raises(ValidationError) as refused:
        content(**{field: text})
    (problem,) = problems_of(refused.value)
    assert (problem.field, problem.message(ENGLISH)) == (field, sentence)


def test_texts_are_trimmed_and_notes_keep_their_lines():
    trimmed = content("  Portal ", note=" a\n\tb\r\n\n ")
    assert (trimmed.name, trimmed.note) == ("Portal", "a\n\tb")


def test_an_id_that_no_row_can_have_is_not_looked_for(database, ana):
    for project_id in NO_IDS:
        assert rows.read_project(database, ana, project_id) is None
