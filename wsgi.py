"""The WSGI entry of a checkout: ``wsgi:app``."""

from flow_forecaster.web.wsgi import app

__all__ = ["app"]
