"""Settings from the environment."""

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.settings import Settings, WrongSetting, load_settings


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
        ("LOG_LEVEL", "loud", "one of: debug, info, warning, error"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_must_be(name, value, expected):
    with pytest.raises(WrongSetting) as caught:
        load_settings({name: value})
    sentence = caught.value.detail(load_language("en"))
    assert sentence.startswith(f"{name} is “{value}”; it must be ")
    assert expected in sentence
