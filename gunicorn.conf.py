"""Gunicorn's configuration, which `gunicorn wsgi:app` takes up by itself in a checkout."""

from flow_forecaster.web.server import *  # noqa: F403
