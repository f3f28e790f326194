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
"""Characters of a risk's name."""

PERIOD_DAYS = (1, 7, 14, 21, 28)
"""Lengths of a history's period, in days. Days are summed to weeks before forecasting."""
