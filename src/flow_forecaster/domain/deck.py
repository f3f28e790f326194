"""A deck of cases for a workshop, in one language or in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flow_forecaster.domain import limits
from flow_forecaster.domain.errors import AppError, Problem
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import Count, Frozen, Items, Share, VerdictRule
from flow_forecaster.domain.room import Case
from flow_forecaster.domain.text import Note

Amount = Annotated[float, Field(ge=0, le=1e12, strict=True)]
Weekly = Annotated[tuple[Count, ...], Field(min_length=1, max_length=limits.MAX_WEEKS)]


class BothLanguages(Frozen):
    """A text in Portuguese and in English."""

    pt: Note
    en: Note


Words = Note | BothLanguages
"""A text; one that is in one language is read so by everybody."""


class DeckRisk(Frozen):
    """An event that may add items."""

    name: Words
    probability: float = Field(ge=0, le=1, strict=True)
    impact: tuple[Amount, Amount, Amount] = Field(description="Least, likely, most items.")


class DeckCase(Frozen):
    """A case of a deck."""

    title: Words
    story: Words = ""
    unit: Words = BothLanguages(pt="itens", en="items")
    team_size: float
    cost_per_person_week: float
    currency: str = "BRL"
    backlog: Items
    deadline_weeks: int
    throughput_weekly: Weekly
    risks: tuple[DeckRisk, ...] = Field(default=(), max_length=limits.MAX_ROOM_RISKS)
    saving_per_month: float | None = None


class DeckVerdictRule(Frozen):
    """The chances of the deadline from which it is go, and adjust."""

    go_at_least: Share = 0.85
    adjust_at_least: Share = 0.50


class PaperExercise(Frozen):
    """A forecast that a room makes by drawing slips of paper, with replacement."""

    backlog: int = Field(ge=1, le=200, strict=True)
    throughput_weekly: Weekly

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if not any(self.throughput_weekly):
            raise PydanticCustomError("greater_than", "some progress", {"gt": 0})
        return self


class Deck(Frozen):
    """Cases, one for each group, and what the facilitator shows."""

    title: Words
    verdict_rule: DeckVerdictRule = DeckVerdictRule()
    cases: tuple[DeckCase, ...] = Field(min_length=1, max_length=limits.MAX_GROUPS)
    demo: DeckCase | None = None
    paper_exercise: PaperExercise | None = None


@dataclass(frozen=True, slots=True)
class LineProblem(Problem):
    """What is wrong with a field of a file, and in which line."""

    line: int = 1

    def message(self, language: Language) -> str:
        """The sentence, after the line."""
        what = Problem.message(self, language)
        return language.gettext("Line {n}: {what}", n=self.line, what=what)


class BrokenDeck(AppError):
    """A text that is no YAML, or no deck."""

    heading = N_("This deck cannot be read")
    sentence = N_(
        "It must be YAML or JSON in UTF-8 with a title and cases, without repeated names and "
        "without aliases. {where}"
    )

    def __init__(self, line: int | None = None) -> None:
        super().__init__(line)
        self.line = line

    def detail(self, language: Language) -> str:
        """With the line, where one is known."""
        where = language.gettext("Look at line {n}.", n=self.line) if self.line else ""
        return language.gettext(self.sentence, where=where).strip()


def cases_in(deck: Deck, language: str) -> tuple[Case, ...]:
    """The cases as a room in this language has them.

    Raises
    ------
    ValidationError
        If a number or a text of a case cannot be used.
    """
    return tuple(case_in(case, language) for case in deck.cases)


def case_in(case: DeckCase, language: str) -> Case:
    """A case as a room in this language has it; raises as ``cases_in`` does."""
    return Case.model_validate(
        {
            **case.model_dump(exclude={"title", "story", "unit", "risks"}),
            "title": words_in(case.title, language),
            "story": words_in(case.story, language),
            "unit": words_in(case.unit, language),
            "risks": [_risk_in(risk, language) for risk in case.risks],
        }
    )


def verdict_of(deck: Deck) -> VerdictRule:
    """The deck's rule as a forecast has it."""
    rule = deck.verdict_rule
    return VerdictRule(go=rule.go_at_least, adjust=rule.adjust_at_least)


def words_in(words: Words, language: str) -> str:
    """A text in a language, such as pt-BR."""
    if isinstance(words, str):
        return words
    return words.pt if language.startswith("pt") else words.en


def _risk_in(risk: DeckRisk, language: str) -> dict[str, object]:
    impact = dict(zip(("low", "mode", "high"), risk.impact, strict=True))
    name = words_in(risk.name, language)
    return {"name": name, "probability": risk.probability, "impact": impact}
