"""The WSGI entry of an installed package: ``flow_forecaster.web.wsgi:app``."""

import os

from flow_forecaster.web.start import start_app

app = start_app(os.environ)
