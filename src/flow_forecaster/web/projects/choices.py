"""What can be chosen in the form of a project, as its reader calls it."""

from __future__ import annotations

from flow_forecaster.domain.language import N_, Language
from flow_forecaster.engine.quantile_pace import QUANTILES
from flow_forecaster.services.calendars import Country, list_countries

PERIODS = {
    "7": N_("a week"),
    "1": N_("a day"),
    "14": N_("two weeks"),
    "21": N_("three weeks"),
    "28": N_("four weeks"),
}
PACE_MODELS = {
    "auto": N_("Chosen for your history"),
    "resample": N_("Past weeks drawn again"),
    "bayesian": N_("Past weeks with uncertain weights"),
    "negative_binomial": N_("Negative binomial"),
    "reverting_level": N_("Recent weeks weigh more"),
    "reference_class": N_("Learned from other teams"),
    "pool": N_("Own weeks pooled with other teams"),
}
BOOSTED_TREES = N_("Boosted trees")
"""What is offered only where it won on a project's own history."""
DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
CURRENCIES = (
    *("BRL", "USD", "EUR", "GBP", "ARS", "AUD", "CAD", "CHF", "CLP", "COP", "INR", "JPY", "MXN"),
    *("PEN", "PLN", "SEK", "UYU"),
)

Options = list[tuple[str, str]]
"""Values, each with what it is called."""


def form_choices(language: Language, *, currency: str, pace_model: str) -> dict[str, Options]:
    """The options of each field that has some; what is kept is always one."""
    models = PACE_MODELS | ({QUANTILES: BOOSTED_TREES} if pace_model == QUANTILES else {})
    currencies = CURRENCIES if currency in CURRENCIES or not currency else [*CURRENCIES, currency]
    countries = [(country.code, country.name) for country in list_countries(language)]
    return {
        "period_days": _named(PERIODS, language),
        "pace_model": _named(models, language),
        "workdays": [(str(day), language.gettext(name)) for day, name in enumerate(DAYS)],
        "currency": [(code, code) for code in currencies],
        "country": [("", language.gettext("No country")), *countries],
    }


def find_country(code: str, language: Language) -> Country | None:
    """The country with this code, if its holidays are known."""
    return next((one for one in list_countries(language) if one.code == code), None)


def _named(names: dict[str, str], language: Language) -> Options:
    return [(value, language.gettext(name)) for value, name in names.items()]
