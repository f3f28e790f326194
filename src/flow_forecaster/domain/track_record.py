"""How forecasts kept their word, in numbers; no names."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import Frozen

LEVELS = (0.5, 0.7, 0.85, 0.95)
"""The confidences whose promises are counted."""

FEW_THINGS = 5
"""Things forecast below which where outcomes fell is not drawn."""

LevelVerdict = Literal["in_line", "broken_too_often", "too_careful"]

SENTENCES: dict[LevelVerdict, str] = {
    "in_line": N_(
        "{kept} of {n} kept what {promised} promised: in line; so far the true share may be "
        "anywhere from {low} to {high}."
    ),
    "broken_too_often": N_(
        "{kept} of {n} kept what {promised} promised: too few; the true share is likely between "
        "{low} and {high}. Promise later dates or fewer items."
    ),
    "too_careful": N_(
        "{kept} of {n} kept what {promised} promised: more than promised; the true share is likely "
        "between {low} and {high}. Earlier dates or more items could be promised."
    ),
}


class LevelRecord(Frozen):
    """The promises at one confidence."""

    confidence: float
    n: int = Field(description="Forecasts with a promise at this confidence and an outcome.")
    kept: int
    share: float
    low: float = Field(description="90 % interval (Wilson), counting each thing forecast once.")
    high: float
    verdict: LevelVerdict

    def sentence(self, language: Language) -> str:
        """How many kept their word, and what that says."""
        facts = {
            "n": language.number(self.n),
            "promised": language.percent(self.confidence),
            "low": language.nearest_percent(self.low),
            "high": language.nearest_percent(self.high),
        }
        return language.gettext(SENTENCES[self.verdict], kept=language.number(self.kept), **facts)


class AgainstPlain(Frozen):
    """Error (CRPS) against plain resampling of the same history: -0.1 is 10 % less error."""

    difference: float
    low: float | None = Field(description="90 % interval by bootstrap; null below ten things.")
    high: float | None


class TrackRecord(Frozen):
    """What came of forecasts with an outcome; scenarios are left out."""

    n_forecasts: int
    n_things: int = Field(
        description="Different things forecast: forecasts of one project with the same outcome "
        "are forecasts of one thing."
    )
    levels: tuple[LevelRecord, ...] = Field(description="Only those with a case.")
    transform: tuple[float, ...] | None = Field(
        description="Share of outcomes in each tenth of their forecast, the best tenth first; 0.1 "
        "each is right."
    )
    crps_vs_plain: AgainstPlain | None

    @property
    def can_be_drawn(self) -> bool:
        """Whether there are enough outcomes to draw where they fell in their forecasts."""
        return self.transform is not None and self.n_things >= FEW_THINGS

    def notes(self, language: Language) -> tuple[str, ...]:
        """What to know beside the levels."""
        notes = []
        if self.n_things < self.n_forecasts:
            notes.append(
                language.gettext(
                    "{n} forecasts of {things}: forecasts of the same thing stand or fall "
                    "together, so the ranges count each thing once.",
                    n=language.number(self.n_forecasts),
                    things=language.ngettext("{n} thing", "{n} things", self.n_things),
                )
            )
        return (*notes, *self._error_note(language))

    def _error_note(self, language: Language) -> tuple[str, ...]:
        against = self.crps_vs_plain
        if against is None:
            return ()
        share = language.nearest_percent(abs(against.difference))
        said = language.gettext(_error_sentence(against.difference), share=share)
        if against.low is None or against.high is None:
            few = language.gettext("With so few cases this says little yet.")
            return (f"{said} {few}",)
        span = language.gettext(
            "In 90 of 100 such records the true difference lies between {low} and {high}.",
            low=language.signed_change(against.low),
            high=language.signed_change(against.high),
        )
        if against.low <= 0 <= against.high:
            doubt = language.gettext("That may be chance.")
            return (f"{said} {span} {doubt}",)
        return (f"{said} {span}",)


def _error_sentence(difference: float) -> str:
    if not round(difference, 2):
        return N_("The error is about that of plain resampling.")
    if difference < 0:
        return N_("The error is {share} smaller than that of plain resampling.")
    return N_("The error is {share} larger than that of plain resampling.")
