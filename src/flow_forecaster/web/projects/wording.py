"""How these pages write days, times and numbers of days."""

from __future__ import annotations

import datetime as dt

from babel import dates
from flask import Flask

from flow_forecaster.domain.job import new_job_id
from flow_forecaster.domain.language import N_
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.web.language import current_language
from flow_forecaster.web.projects.answering import now
from flow_forecaster.web.projects.choices import BOOSTED_TREES, PACE_MODELS

VERDICTS = {"go": N_("GO"), "adjust": N_("ADJUST"), "no_go": N_("NO-GO")}

FEW_LETTERS = {"pt-BR": "short", "en": "medium"}
"""The format of a date that says its year in few letters and cannot be mistaken."""


def install_wording(app: Flask) -> None:
    """Give the templates these words."""
    app.add_template_filter(day_text)
    app.add_template_filter(ago_text)
    app.add_template_filter(verdict_text)
    app.add_template_filter(model_text)
    app.add_template_filter(moved_text)
    app.add_template_global(share_text)
    app.add_template_filter(share_text)
    app.add_template_global(new_key)


def day_text(day: dt.date | dt.datetime) -> str:
    """A day in few letters, with its year."""
    language = current_language()
    text: str = dates.format_date(day, FEW_LETTERS[language.code], locale=language.locale)
    return text


def ago_text(instant: dt.datetime) -> str:
    """How long ago something was."""
    language = current_language()
    gone = instant - now()
    if gone > dt.timedelta(minutes=-1):
        return language.gettext("just now")
    text: str = dates.format_timedelta(gone, add_direction=True, locale=language.locale)
    return text


def verdict_text(verdict: str) -> str:
    """A verdict as it is called."""
    return current_language().gettext(VERDICTS[verdict])


def model_text(model: str) -> str:
    """A pace model as it is called; its key, if another version made the answer with it."""
    known = PACE_MODELS | {QUANTILES: BOOSTED_TREES}
    return current_language().gettext(known[model]) if model in known else model


def moved_text(moved: int, question: str = "when") -> str:
    """By how many days something moved, later is more; or by how many items."""
    language = current_language()
    sign = "+" if moved > 0 else "−" if moved < 0 else ""  # noqa: RUF001 - a minus, no hyphen
    if question == "when":
        return sign + language.ngettext("{n} day", "{n} days", abs(moved))
    return sign + language.ngettext("{n} item", "{n} items", abs(moved))


def share_text(share: float) -> str:
    """A share of what has happened, which may be all or nothing."""
    return current_language().nearest_percent(share)


def new_key() -> str:
    """What tells a form that is sent twice from two forms."""
    return new_job_id()
