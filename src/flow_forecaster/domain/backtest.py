"""What a backtest says: for each pace model, how good it was on weeks that are known."""

from __future__ import annotations

from pydantic import Field

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.request import Frozen, PaceQuantiles

FEW_CASES = 10
"""Cases whose weeks do not overlap, below which no model can be told from another."""


class Kept(Frozen):
    """Promises kept, as a share, where this confidence was announced."""

    confidence: float
    share: float
    interval: tuple[float, float] = Field(
        description="90 % interval, from the cases whose weeks do not overlap."
    )


class BacktestCell(Frozen):
    """Scores over some of the cases."""

    cases: int
    crps: float = Field(description="Continuous ranked probability score, in shares of the mean.")
    crps_vs_resample: float | None = Field(
        description="Relative difference to plain resampling; -0.1 is 10 % less error. Null where "
        "that makes no error."
    )
    interval: tuple[float, float] | None = Field(
        default=None,
        description="90 % interval of `crps_vs_resample`: bootstrap over histories, or over "
        "stretches of the only one.",
    )
    kept: dict[str, float] = Field(description="Share of promises kept, by confidence.")


class WindowCell(BacktestCell):
    """Over the cases of one length of history."""

    window: int


class HorizonCell(BacktestCell):
    """Over the cases of one number of weeks: ahead, or of work."""

    horizon: int


class WindowHorizonCell(WindowCell, HorizonCell):
    """Over the cases of both."""


class QuestionScores(BacktestCell):
    """One question: all cases, and by length of history and number of weeks."""

    independent: int = Field(description="Cases whose weeks do not overlap.")
    promises: tuple[Kept, ...]
    pinball: dict[str, float] = Field(description="Quantile score of each promise.")
    transform: tuple[float, ...] = Field(
        description="Share of outcomes in each tenth of the forecast; 0.1 each is right."
    )
    by_window: tuple[WindowCell, ...]
    by_horizon: tuple[HorizonCell, ...]
    by_window_and_horizon: tuple[WindowHorizonCell, ...]

    def cases_sentence(self, language: Language) -> str:
        """How many forecasts were compared, and how many of them say something of their own."""
        return language.ngettext(
            "{n} forecast; {independent} of them share no week.",
            "{n} forecasts; {independent} of them share no week.",
            self.cases,
            independent=language.number(self.independent),
        )


class ModelScores(Frozen):
    """One pace model."""

    model: str
    how_many: QuestionScores
    when: QuestionScores


class Suggestion(Frozen):
    """The simplest model whose error is within one standard error of the smallest."""

    model: str
    best: str
    behind: float = Field(description="Relative difference of its error to that of the best.")
    standard_error: float


class BoostedVerdict(Frozen):
    """Boosted trees against the best of the models that forecasts can be made with."""

    against: str
    difference: float = Field(description="Of its error, relative; -0.1 is 10 % less error.")
    standard_error: float
    wins: bool = Field(description="Whether it is smaller by more than one standard error.")
    quantiles: PaceQuantiles | None = Field(
        default=None,
        description="What they answer for the only history, where they won on enough cases: a "
        "forecast takes it as `pace_quantiles`.",
    )

    def sentence(self, language: Language, against: str) -> str:
        """Whether they won against a model of this name, and what follows."""
        facts = {"model": against, "share": language.change(abs(self.difference))}
        if self.wins:
            return language.gettext(
                "The boosted trees won here: {share} less error than {model}, more than chance "
                "explains.",
                **facts,
            )
        if self.difference < 0:
            return language.gettext(
                "The boosted trees had {share} less error than {model}, which chance explains: "
                "they are not offered.",
                **facts,
            )
        return language.gettext(
            "The boosted trees did not win: {share} more error than {model}.", **facts
        )


class BacktestResult(Frozen):
    """All pace models on one history or several."""

    histories: int
    left_out: tuple[str, ...] = Field(description="Names of histories that are too short.")
    windows: tuple[int, ...]
    models: tuple[ModelScores, ...]
    suggestion: Suggestion = Field(description="Of the models that forecasts can be made with.")
    boosted: BoostedVerdict | None = Field(
        default=None,
        description="Null unless the boosted trees were tested, or if the best model makes no "
        "error at all.",
    )

    @property
    def n_independent(self) -> int:
        """Cases whose weeks do not overlap; every model is judged on the same."""
        plain = self.models[0]
        return min(plain.how_many.independent, plain.when.independent)

    @property
    def has_few_cases(self) -> bool:
        """Whether they are too few to tell one model from another."""
        return self.n_independent < FEW_CASES

    def few_sentence(self, language: Language) -> str:
        """That there are too few cases; empty where there are not."""
        if not self.has_few_cases:
            return ""
        return language.ngettext(
            "{n} case without shared weeks is too few to tell which model keeps its word here.",
            "{n} cases without shared weeks are too few to tell which model keeps its word here.",
            self.n_independent,
        )
