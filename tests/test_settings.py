"""Settings from the environment."""

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.settings import (
    MissingSetting,
    Settings,
    WrongSetting,
    environment_of,
    load_settings,
)


def test_an_empty_environment_gives_the_defaults():
    assert load_settings({}) == Settings()
    assert load_settings({"PORT": "", "HOST": " "}) == Settings()
    assert (Settings().host, Settings().port, Settings().workers) == ("127.0.0.1", 8080, 2)


def test_the_environment_is_read():
    said = {
        "HOST": "0.0.0.0",
        "PORT": "9000",
        "WORKERS": "4",
        "CDN_URL": "https://cdn.example.org",
        "LOG_LEVEL": "debug",
    }
    assert load_settings(said) == Settings(
        host="0.0.0.0",
        port=9000,
        workers=4,
        cdn_url="https://cdn.example.org",
        log_level="debug",
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "http", "a whole number from 0 to 65535"),
        ("PORT", "65536", "a whole number from 0 to 65535"),
        ("PORT", "-1", "a whole number from 0 to 65535"),
        ("WORKERS", "0", "a whole number from 1 to 64"),
        ("WORKERS", "2.5", "a whole number from 1 to 64"),
        ("CDN_URL", "cdn.example.org", "an address such as https://cdn.example.org"),
        ("CDN_URL", "https://cdn.example.org/path", "without a path"),
        ("CDN_URL", "https://x; script-src *", "without a path"),
        ("PUBLIC_URL", "https://example.org/path", "without a path"),
        ("REGISTRATION", "maybe", "one of: open, closed"),
        ("SMTP_FROM", "Ana <ana@example.org>", "an e-mail address"),
        ("SMTP_TLS", "ssl", "one of: starttls, tls, none"),
        ("LOG_LEVEL", "loud", "one of: debug, info, warning, error"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_must_be(name, value, expected):
    with pytest.raises(WrongSetting) as caught:
        load_settings({name: value})
    sentence = caught.value.detail(load_language("en"))
    assert sentence.startswith(f"{name} is “{value}”; it must be ")
    assert expected in sentence


MAIL = {
    "SMTP_HOST": "mail.example.org",
    "SMTP_FROM": "forecasts@example.org",
    "SMTP_PASSWORD": "not to be seen",
    "PUBLIC_URL": "https://forecasts.example.org",
}


@pytest.mark.parametrize("name", ["SMTP_FROM", "PUBLIC_URL"])
def test_mail_needs_a_sender_and_an_address_for_its_links(name):
    with pytest.raises(MissingSetting) as caught:
        load_settings({one: text for one, text in MAIL.items() if one != name})
    sentence = caught.value.detail(load_language("en"))
    assert sentence == f"{name} is needed as well, since SMTP_HOST is set."


def test_the_password_of_the_mail_server_is_handed_on_but_not_printed():
    settings = load_settings(MAIL)
    assert "not to be seen" not in repr(settings)
    assert load_settings(environment_of(settings)) == settings


def test_links_lead_to_the_public_address_or_to_where_it_listens():
    assert load_settings(MAIL).public_address == "https://forecasts.example.org"
    assert load_settings({"PORT": "9000"}).public_address == "http://127.0.0.1:9000"
