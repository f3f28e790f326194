"""Accounts, on both databases: who gets in, who does not, and what is left behind."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, select

from flow_forecaster.domain.access import (
    Crowded,
    EmailTaken,
    LinkExpired,
    NotSignedIn,
    TooManyAttempts,
    TooManyTokens,
    WrongLogin,
    WrongPassword,
)
from flow_forecaster.domain.account import MAX_TOKENS, NewToken, Profile, Registration, Role
from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.outages import StorageFull
from flow_forecaster.domain.secret import digest_of
from flow_forecaster.services import accounts, api_tokens, passwords, resets, sessions
from flow_forecaster.services.attempts import Attempts
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.tables import account, attempts, metadata, reset_link, session
from tests.storage.servers import migrated_database_url

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
HOME = "192.0.2.7"
SENTENCE = "weeks of zero count"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def tries(database):
    return Attempts(database)


@pytest.fixture
def register(database, tries):
    def register(name="Ana", password=SENTENCE):
        asked = Registration(email=f"{name}@example.org", name=name, password=password)
        return accounts.register(database, tries, asked, address=HOME, now=NOW)

    return register


@pytest.fixture
def log_in(database, tries):
    def log_in(email="ana@example.org", password=SENTENCE, address=HOME):
        return accounts.log_in(database, tries, email=email, password=password, address=address)

    return log_in


def stored_password(database, account_id):
    with database.reading() as connection:
        return connection.scalar(select(account.c.password).where(account.c.id == account_id))


def test_the_first_account_owns_the_installation_and_others_are_members(register):
    assert register("Ana").role is Role.OWNER
    assert register("Bia").role is Role.MEMBER


def test_of_many_who_register_first_at_once_one_owns(register):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(register, [f"Ana{n}" for n in range(8)]))
    assert sorted(one.role for one in made) == [Role.MEMBER] * 7 + [Role.OWNER]


def test_an_email_has_one_account_however_it_is_typed(register):
    register("Ana")
    with pytest.raises(EmailTaken):
        register("ANA")


def test_who_knows_the_password_gets_in(register, log_in):
    assert register() == log_in()


def test_a_password_is_stored_as_an_argon2_hash_of_its_own(database, register):
    stored = [stored_password(database, register(name).id) for name in ("Ana", "Bia")]
    assert all(one.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for one in stored)
    assert stored[0] != stored[1]


def test_the_same_accents_are_the_same_password(register, log_in):
    register(password="previsa\u0303o certa")
    assert log_in(password="previs\u00e3o certa").name == "Ana"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ana@example.org", "another sentence"),
        ("caio@example.org", SENTENCE),
        ("ana@example.org", ""),
        ("", ""),
        ("ana@example.org", "\udfff"),
        ("\x00", "\x00"),
        ("ana@example.org", "x" * 100_000),
    ],
)
def test_a_wrong_pair_is_refused_in_the_same_words(register, log_in, email, password):
    register()
    with pytest.raises(WrongLogin):
        log_in(email, password)


def test_who_has_no_account_waits_for_a_hash_too(register, log_in, monkeypatch):
    checked = []
    hasher = passwords._hasher()
    monkeypatch.setattr(passwords, "_hasher", lambda: Spy(hasher, checked))
    with pytest.raises(WrongLogin):
        log_in("caio@example.org")
    assert checked == [passwords.NOBODYS]


class Spy:
    def __init__(self, hasher, checked):
        self.hasher, self.checked = hasher, checked

    def verify(self, stored, password):
        self.checked.append(stored)
        return self.hasher.verify(stored, password)


def test_the_hash_of_nobody_costs_what_a_real_one_does():
    assert not passwords.is_outdated(passwords.NOBODYS)
    assert not passwords.is_password("", None)


def test_an_account_without_a_password_lets_nobody_in(database, tries, log_in):
    asked = Profile(email="bia@example.org", name="Bia")
    accounts.create_account(database, asked, role=Role.MEMBER, now=NOW)
    for password in ("", passwords.NONE, "anything at all"):
        with pytest.raises(WrongLogin):
            log_in("bia@example.org", password)


def test_a_hash_of_old_parameters_is_renewed_at_the_next_log_in(database, register, log_in):
    from argon2 import PasswordHasher

    made = register()
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SENTENCE)
    with database.writing() as connection:
        connection.execute(account.update().values(password=old))
    log_in()
    assert not passwords.is_outdated(stored_password(database, made.id))
    assert log_in() == made


def test_after_ten_wrong_passwords_from_one_place_even_the_right_one_waits(register, log_in):
    register()
    for _ in range(10):
        with pytest.raises(WrongLogin):
            log_in(password="wrong")
    with pytest.raises(TooManyAttempts) as caught:
        log_in()
    assert 0 < caught.value.retry_after_s <= 15 * 60
    assert log_in(address="192.0.2.8").name == "Ana"


def test_fifty_from_many_places_close_an_account_for_a_while(register, log_in):
    register()
    for n in range(50):
        with pytest.raises(WrongLogin):
            log_in(password="wrong", address=f"192.0.2.{n % 20}")
    with pytest.raises(TooManyAttempts):
        log_in(address="198.51.100.1")


def test_successes_do_not_count(register, log_in):
    register()
    for _ in range(12):
        log_in()


def test_a_room_behind_one_address_is_not_locked_out(register, log_in, monkeypatch):
    """Sixty people who each mistype four times."""
    monkeypatch.setattr(passwords, "is_password", lambda password, stored: password == SENTENCE)
    register()
    for n in range(60):
        for _ in range(4):
            with pytest.raises(WrongLogin):
                log_in(f"person{n}@example.org", "wrong")
    assert log_in().name == "Ana"


def test_guesses_at_once_are_told_no_more_than_one_by_one(register, log_in):
    register()

    def guess(n):
        try:
            log_in(password=f"guess {n}")
        except WrongLogin:
            return "wrong"
        except TooManyAttempts:
            return "wait"

    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(guess, range(40)))
    assert told.count("wrong") == 10
    assert told.count("wait") == 30


def test_attempts_keep_neither_email_nor_address(database, register, log_in):
    register()
    with pytest.raises(WrongLogin):
        log_in(password="wrong")
    with database.reading() as connection:
        kept = str(connection.execute(select(attempts)).all())
    assert "ana" not in kept
    assert HOME not in kept


def test_registrations_from_one_address_are_bounded(database, tries, register, monkeypatch):
    monkeypatch.setattr(passwords, "hash_password", lambda password: "hash")
    for n in range(100):
        register(f"person{n}")
    with pytest.raises(TooManyAttempts):
        register("one-more")


def test_past_the_bound_nobody_waits_for_a_hash():
    turns = passwords.Turns(most_waiting=1)
    inside, leave = threading.Event(), threading.Event()

    def work():
        with turns.take():
            inside.set()
            leave.wait(10)

    def wait():
        with turns.take():
            pass

    working = threading.Thread(target=work)
    working.start()
    inside.wait(10)
    waiting = threading.Thread(target=wait)
    waiting.start()
    while turns._places._value:
        pass
    with pytest.raises(Crowded) as caught, turns.take():
        pass
    assert caught.value.retry_after_s > 0
    leave.set()
    for thread in (working, waiting):
        thread.join(10)
    with turns.take():
        pass


def test_name_and_email_change_and_only_the_email_needs_the_password(database, tries, register):
    ana = register()
    renamed = Profile(email=ana.email, name="Ana Maria")
    accounts.change_profile(database, tries, ana, renamed, password="")
    moved = Profile(email="ana@example.net", name="Ana Maria")
    with pytest.raises(WrongPassword):
        accounts.change_profile(database, tries, ana, moved, password="wrong")
    accounts.change_profile(database, tries, ana, moved, password=SENTENCE)
    found = accounts.find(database, "ana@example.net")
    assert (found.id, found.name) == (ana.id, "Ana Maria")


def test_an_email_that_is_taken_is_not_taken_over(database, tries, register):
    ana, bia = register("Ana"), register("Bia")
    asked = Profile(email=bia.email, name="Ana")
    with pytest.raises(EmailTaken):
        accounts.change_profile(database, tries, ana, asked, password=SENTENCE)


def test_a_new_password_signs_every_browser_out_and_voids_links(database, tries, register, log_in):
    ana = register()
    secret = sessions.open_session(database, ana, is_remembered=True, now=NOW)
    link = resets.make_reset_link(database, ana.id, now=NOW)
    with pytest.raises(WrongPassword):
        accounts.change_password(database, tries, ana.id, current="wrong", new="another one")
    assert sessions.visit(database, secret, now=NOW)
    accounts.change_password(database, tries, ana.id, current=SENTENCE, new="another one")
    assert sessions.visit(database, secret, now=NOW) is None
    with pytest.raises(LinkExpired):
        resets.check_reset_link(database, link, now=NOW)
    with pytest.raises(WrongLogin):
        log_in()
    assert log_in(password="another one") == ana


def test_confirming_is_bounded_too(database, tries, register):
    ana = register()
    for _ in range(10):
        with pytest.raises(WrongPassword):
            accounts.confirm(database, tries, ana.id, "wrong")
    with pytest.raises(TooManyAttempts):
        accounts.confirm(database, tries, ana.id, SENTENCE)


# Sessions


def test_a_remembered_session_lasts_thirty_days_unused_and_another_twelve_hours(database, register):
    ana = register()
    for is_remembered, lasts in ((True, dt.timedelta(days=30)), (False, dt.timedelta(hours=12))):
        secret = sessions.open_session(database, ana, is_remembered=is_remembered, now=NOW)
        assert sessions.visit(database, secret, now=NOW).session.account == ana
        other = sessions.open_session(database, ana, is_remembered=is_remembered, now=NOW)
        just_before = NOW + lasts - dt.timedelta(seconds=1)
        assert sessions.visit(database, other, now=just_before)
        assert sessions.visit(database, secret, now=NOW + lasts) is None


def test_a_session_in_use_lasts_on_and_is_written_once_an_hour(database, register):
    secret = sessions.open_session(database, register(), is_remembered=False, now=NOW)
    written = [
        sessions.visit(database, secret, now=NOW + dt.timedelta(minutes=10 * n)).is_extended
        for n in range(1, 20)
    ]
    assert sum(written) == 3
    later = NOW + dt.timedelta(hours=14)
    assert sessions.visit(database, secret, now=later)


def test_on_a_full_disk_who_is_signed_in_may_still_read(database, register, monkeypatch):
    def refuse(*_said, **_more):
        raise StorageFull

    ana, later = register(), NOW + dt.timedelta(hours=2)
    secret = sessions.open_session(database, ana, is_remembered=False, now=NOW)
    _, token = api_tokens.create_token(database, ana.id, NewToken(name="Test"), now=NOW)
    monkeypatch.setattr("flow_forecaster.storage.sessions.extend_session", refuse)
    monkeypatch.setattr("flow_forecaster.storage.tokens.note_use", refuse)
    visit = sessions.visit(database, secret, now=later)
    assert visit.session.account == ana
    assert not visit.is_extended
    assert api_tokens.account_of_token(database, token, now=later) == ana


def test_of_a_session_only_a_digest_is_kept(database, register):
    secret = sessions.open_session(database, register(), is_remembered=False, now=NOW)
    with database.reading() as connection:
        kept = connection.scalar(select(session.c.digest))
    assert kept == digest_of(secret)
    assert secret not in kept
    assert len(secret) >= 43


def test_sessions_that_expired_are_swept_when_one_is_opened(database, register):
    ana = register()
    for _ in range(3):
        sessions.open_session(database, ana, is_remembered=False, now=NOW)
    sessions.open_session(database, ana, is_remembered=False, now=NOW + dt.timedelta(days=1))
    with database.reading() as connection:
        assert len(connection.execute(select(session)).all()) == 1


def test_logging_out_ends_one_session_and_everywhere_ends_all_of_one_account(database, register):
    ana, bia = register("Ana"), register("Bia")
    first, second, third = (
        sessions.open_session(database, who, is_remembered=True, now=NOW) for who in (ana, ana, bia)
    )
    sessions.close_session(database, first)
    assert sessions.visit(database, first, now=NOW) is None
    assert sessions.visit(database, second, now=NOW)
    sessions.close_sessions(database, ana.id)
    assert sessions.visit(database, second, now=NOW) is None
    assert sessions.visit(database, third, now=NOW)


# Links for a new password


def test_a_link_works_once_for_an_hour_and_signs_everybody_out(database, register, log_in):
    ana = register()
    browser = sessions.open_session(database, ana, is_remembered=True, now=NOW)
    secret = resets.make_reset_link(database, ana.id, now=NOW)
    other = resets.make_reset_link(database, ana.id, now=NOW)
    resets.reset_password(database, secret, "a new sentence", now=NOW + dt.timedelta(minutes=59))
    assert sessions.visit(database, browser, now=NOW) is None
    assert log_in(password="a new sentence") == ana
    for used in (secret, other):
        with pytest.raises(LinkExpired):
            resets.reset_password(database, used, "yet another one", now=NOW)


def test_a_link_that_is_too_old_or_never_was_changes_nothing(database, register, log_in):
    secret = resets.make_reset_link(database, register().id, now=NOW)
    for link, when in ((secret, NOW + dt.timedelta(hours=1)), ("guess", NOW), ("\x00", NOW)):
        with pytest.raises(LinkExpired):
            resets.reset_password(database, link, "a new sentence", now=when)
    assert log_in()


def test_of_many_who_use_a_link_at_once_one_wins(database, register):
    secret = resets.make_reset_link(database, register().id, now=NOW)

    def use(n):
        try:
            resets.reset_password(database, secret, f"sentence {n}", now=NOW)
        except LinkExpired:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(8))) == 1


def test_a_promise_is_kept_only_for_who_has_an_account(database, register):
    register()
    assert resets.promise_reset(database, "ana@example.org", "secret of ana", now=NOW)
    assert not resets.promise_reset(database, "caio@example.org", "secret of caio", now=NOW)
    with database.reading() as connection:
        kept = connection.scalars(select(reset_link.c.digest)).all()
    assert kept == [digest_of("secret of ana")]


# API tokens


def test_a_token_is_told_once_and_kept_as_a_digest(database, register):
    ana = register()
    token, secret = api_tokens.create_token(database, ana.id, NewToken(name="Script"), now=NOW)
    assert secret.startswith("ff_")
    assert secret.startswith(token.beginning)
    assert len(secret) - len(token.beginning) >= 38
    assert api_tokens.list_tokens(database, ana.id) == (token,)
    for table in metadata.tables.values():
        with database.reading() as connection:
            assert secret not in str(connection.execute(select(table)).all())


def test_a_token_opens_its_account_and_its_use_is_noted_to_the_hour(database, register):
    ana = register()
    _, secret = api_tokens.create_token(database, ana.id, NewToken(name="Script"), now=NOW)
    used = []
    for minutes in (0, 59, 60):
        now = NOW + dt.timedelta(minutes=minutes)
        assert api_tokens.account_of_token(database, secret, now=now) == ana
        used.append(api_tokens.list_tokens(database, ana.id)[0].used_at)
    assert used == [NOW, NOW, NOW + dt.timedelta(hours=1)]


@pytest.mark.parametrize("secret", ["", "ff_", "ff_guess", "ff_\udfff", "ff_\x00"])
def test_a_guessed_token_opens_nothing(database, secret):
    assert api_tokens.account_of_token(database, secret, now=NOW) is None


def test_a_revoked_token_opens_nothing_and_only_its_owner_revokes_it(database, register):
    ana, bia = register("Ana"), register("Bia")
    token, secret = api_tokens.create_token(database, ana.id, NewToken(name="Script"), now=NOW)
    with pytest.raises(NotFound):
        api_tokens.revoke_token(database, bia.id, token.id)
    api_tokens.revoke_token(database, ana.id, token.id)
    assert api_tokens.account_of_token(database, secret, now=NOW) is None
    with pytest.raises(NotFound):
        api_tokens.revoke_token(database, ana.id, token.id)


def test_the_number_of_tokens_is_bounded_even_at_once(database, register):
    ana = register()

    def make(n):
        try:
            api_tokens.create_token(database, ana.id, NewToken(name=f"Script {n}"), now=NOW)
        except TooManyTokens:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(make, range(MAX_TOKENS + 6))) == MAX_TOKENS


# The end


def test_deleting_needs_the_password_and_leaves_no_row_of_the_account(database, tries, register):
    ana, bia = register("Ana"), register("Bia")
    for who in (ana, bia):
        sessions.open_session(database, who, is_remembered=True, now=NOW)
        resets.make_reset_link(database, who.id, now=NOW)
        api_tokens.create_token(database, who.id, NewToken(name="Script"), now=NOW)
        keep_a_project(database, who.id)
    before = {name: rows_of(database, name) for name in metadata.tables}
    with pytest.raises(WrongPassword):
        accounts.delete_account(database, tries, ana.id, password="wrong")
    accounts.delete_account(database, tries, ana.id, password=SENTENCE)
    for name in OWNED:
        assert len(rows_of(database, name)) == len(before[name]) // 2 > 0, name
    for name in metadata.tables:
        kept = str(rows_of(database, name))
        assert ana.id not in kept, name
        assert "ana@example.org" not in kept, name
    with pytest.raises(NotSignedIn):
        accounts.confirm(database, tries, ana.id, SENTENCE)


OWNED = ("account", "session", "reset_link", "api_token", "project", "forecast", "share")


def test_every_table_belongs_to_an_account_or_is_known_not_to():
    """Whoever adds a table says here what a deleted account leaves in it."""
    not_owned = {"job", "attempts"}
    assert set(OWNED) | not_owned | ROOMS >= set(metadata.tables)


ROOMS = {name for name in metadata.tables if name == "room" or name.startswith(("room_", "guest"))}


def keep_a_project(database, account_id):
    tables = metadata.tables
    values = {
        "project": {"id": account_id, "account_id": account_id, "name": "P", "content": {}},
        "forecast": {
            "id": account_id,
            "project_id": account_id,
            "name": "F",
            "note": "",
            "request": {},
            "today": NOW.date(),
            "result": {},
            "distribution": {},
            "digest": "",
        },
        "share": {"token": account_id, "project_id": account_id, "forecast_id": account_id},
    }
    stamps = {"version": 1, "created_at": NOW, "changed_at": NOW}
    with database.writing() as connection:
        for name, facts in values.items():
            known = {k: v for k, v in stamps.items() if k in tables[name].c}
            connection.execute(insert(tables[name]).values(facts | known))


def rows_of(database, name):
    with database.reading() as connection:
        return connection.execute(select(metadata.tables[name])).all()
