"""The people of the tests: Ana owns, Bia is another member, Caio has no account."""

from flask.testing import FlaskClient

PASSWORDS = {"ana@example.org": "weeks of zero count", "bia@example.org": "the promise is P85"}
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


class Browser(FlaskClient):
    """A browser that says that its own pages send its forms; cookies of its own."""

    def open(self, *args, **kwargs):
        kwargs["headers"] = SAME_SITE | dict(kwargs.get("headers") or {})
        return super().open(*args, **kwargs)


def new_browser(app):
    return Browser(app, app.response_class, use_cookies=True)


def sign_up(app, email="ana@example.org", name="Ana", password=None):
    """A new account, and a browser that is signed in to it."""
    browser = new_browser(app)
    form = {"email": email, "name": name, "password": password_of(email, password)}
    response = browser.post("/register", data=form)
    assert response.status_code == 303, response.text
    return browser


def sign_in(app, email="ana@example.org", password=None, **form):
    """Another browser of the same account."""
    browser = new_browser(app)
    response = browser.post(
        "/login", data={"email": email, "password": password_of(email, password)} | form
    )
    assert response.status_code == 303, response.text
    return browser


def password_of(email, password=None):
    return password or PASSWORDS.get(email, "a sentence of one's own")
