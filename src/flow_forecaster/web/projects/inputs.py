"""What forecasts were asked, in words, and in what they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.saved import SavedForecast
from flow_forecaster.web.projects.choices import BOOSTED_TREES, PACE_MODELS

NOTHING = "–"  # noqa: RUF001 - a dash


@dataclass(frozen=True, slots=True)
class Input:
    """One input, and what each forecast has there."""

    label: str
    texts: tuple[str, ...]


def differing_inputs(forecasts: Sequence[SavedForecast], language: Language) -> list[Input]:
    """The inputs in which not all of the forecasts agree."""
    rows = [
        Input(language.gettext(label), tuple(say(one, language) for one in forecasts))
        for label, say in INPUTS.items()
    ]
    return [row for row in rows if len(set(row.texts)) > 1]


def people_text(size: float, language: Language) -> str:
    """A number of people, which need not be whole."""
    if float(size).is_integer():
        return language.ngettext("{n} person", "{n} people", int(size))
    return language.gettext("{n} people", n=language.number(size))


def _history(forecast: SavedForecast, language: Language) -> str:
    history = forecast.result.history
    return language.ngettext(
        "{n} period, {mean} on average",
        "{n} periods, {mean} on average",
        history.n,
        mean=language.number(history.mean),
    )


def _last_period(forecast: SavedForecast, language: Language) -> str:
    counts = forecast.request.history.counts[-3:]
    return " · ".join(language.number(count) for count in counts)


def _start(forecast: SavedForecast, language: Language) -> str:
    return language.date(forecast.result.start)


def _items(forecast: SavedForecast, language: Language) -> str:
    scope = forecast.request.scope
    if scope is None:
        return NOTHING
    low, high = map(language.number, scope.span)
    return low if low == high else f"{low}–{high}"  # noqa: RUF001


def _growth(forecast: SavedForecast, language: Language) -> str:
    scope = forecast.request.scope
    if scope is None:
        return NOTHING
    split = scope.split_rate
    said = [language.number(split.low), language.number(split.high)]
    return " · ".join([language.gettext(COMPLEXITIES[scope.complexity]), "–".join(said)])  # noqa: RUF001


def _risks(forecast: SavedForecast, language: Language) -> str:
    risks = forecast.request.risks
    named = [f"{one.name} ({language.percent(one.probability)})" for one in risks]
    return "; ".join(named) or NOTHING


def _deadline(forecast: SavedForecast, language: Language) -> str:
    deadline = forecast.result.deadline
    return language.date(deadline.date) if deadline else NOTHING


def _people(forecast: SavedForecast, language: Language) -> str:
    team = forecast.request.team
    changes = [
        language.gettext(
            "{n} from week {week}", n=language.number(one.size), week=language.number(one.week)
        )
        for one in team.changes
    ]
    return ", ".join([language.number(team.size), *changes])


def _cost(forecast: SavedForecast, language: Language) -> str:
    team = forecast.request.team
    rate = team.cost_per_person_week
    return NOTHING if rate is None else language.money(rate, team.currency)


def _focus(forecast: SavedForecast, language: Language) -> str:
    return language.change(forecast.request.team.focus)


def _calendar(forecast: SavedForecast, language: Language) -> str:
    calendar = forecast.request.calendar
    n_days = len(calendar.workdays)
    said = [language.ngettext("{n} day a week", "{n} days a week", n_days)]
    if calendar.days_off:
        said.append(language.ngettext("{n} day off", "{n} days off", len(calendar.days_off)))
    if calendar.holidays:
        named = [calendar.holidays.country, calendar.holidays.subdivision]
        said.append(language.gettext("holidays of {place}", place="-".join(filter(None, named))))
    return ", ".join(said)


def _pace_model(forecast: SavedForecast, language: Language) -> str:
    if forecast.request.pace_quantiles:
        return language.gettext(BOOSTED_TREES)
    return language.gettext(PACE_MODELS[forecast.request.pace_model])


def _verdict(forecast: SavedForecast, language: Language) -> str:
    rule = forecast.request.verdict
    return f"{language.percent(rule.go)} · {language.percent(rule.adjust)}"


Say = Callable[[SavedForecast, Language], str]

COMPLEXITIES = {
    "low": N_("As in the past"),
    "medium": N_("Somewhat more"),
    "high": N_("Much more"),
    "very_high": N_("Very much more"),
}

INPUTS: dict[str, Say] = {
    N_("History"): _history,
    N_("Last periods"): _last_period,
    N_("The work starts on"): _start,
    N_("Items left"): _items,
    N_("Complexity and splitting"): _growth,
    N_("Risks"): _risks,
    N_("Deadline"): _deadline,
    N_("People"): _people,
    N_("Cost per person and week"): _cost,
    N_("Attention"): _focus,
    N_("Calendar"): _calendar,
    N_("Pace model"): _pace_model,
    N_("GO and ADJUST from"): _verdict,
}
