"""The limits of a forecast, each stated once.

A request past a limit is refused at once with the limit in the sentence, so that no input can make
an answer slow.
"""

import datetime as dt

MAX_PERIODS = 1_000
"""Periods of history."""

MAX_COUNT = 10_000
"""Items finished in one period."""

MAX_ITEMS = 100_000
"""Stated items, and items that one risk can add."""

FIRST_DAY, LAST_DAY = dt.date(1970, 1, 1), dt.date(2199, 12, 31)
"""Dates that are taken."""

MAX_RISKS = 50

MAX_TRIALS = 1_000_000

MAX_WEEKS = 522
"""The horizon: ten years. What is not done by then is reported as not finished."""

MIN_PEOPLE, MAX_PEOPLE = 0.1, 1_000

MAX_GROWTH = 10
"""How many times its size a team can grow to."""

MAX_DAYS_OFF = 1_000

MAX_PERCENTILES = 20

MAX_NAME = 200
"""Characters of a name: of a risk, a project, a forecast."""

MAX_UNIT = 40
"""Characters of what a project calls its items."""

MAX_NOTE = 2_000
"""Characters of a note."""

MAX_FINISHED = 100_000_000
"""Items that were really finished by a deadline."""

MAX_PROJECTS = 500
"""Projects of one account."""

MAX_FORECASTS = 500
"""Saved forecasts of one project."""

MAX_BACKTEST_HISTORIES = 100
"""Histories of one backtest."""

MAX_BACKTEST_WINDOW = 520
"""Periods of history that a backtest forecasts from."""

MAX_BACKTEST_HORIZON = 52
"""Periods ahead that a backtest follows."""

MAX_BACKTEST_LENGTHS = 8
"""Different windows, horizons or models of one backtest."""

PERIOD_DAYS = (1, 7, 14, 21, 28)
"""Lengths of a history's period, in days. Days are summed to weeks before forecasting."""

MAX_GROUPS = 12
"""Groups and cases of a room."""

MAX_ROOM_RISKS = 8
"""Risks of a room's case: as many switches as fit on a phone."""

MAX_FIELDS = 5_000
"""Fields of a room."""

MAX_FIELD_BYTES = 4_000

MAX_CHANGES = 200
"""Fields that a device sends at once."""

MAX_DEVICES = 500
"""Devices of a room that are shown."""

MAX_DECK_KB = 100
"""Size of a file with a deck of cases."""
