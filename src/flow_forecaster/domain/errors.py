"""What the product refuses, as facts; said in the reader's language where they are read."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from flow_forecaster.domain.language import N_, Language


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one field: what, why and what to do."""

    field: str
    """Where, as in ``risks.0.impact``; empty for the whole."""
    sentence: str
    """With the facts by name, in the source language."""
    facts: dict[str, object] = dataclasses.field(default_factory=dict)

    def message(self, language: Language) -> str:
        """The sentence in the reader's language."""
        said = {
            name: language.number(fact) if isinstance(fact, int | float) else fact
            for name, fact in self.facts.items()
        }
        return language.gettext(self.sentence, **said)


class AppError(Exception):
    """A refusal that its reader can do something about."""

    heading = N_("That did not work")
    sentence = N_("Please try again.")

    def title(self, language: Language) -> str:
        """What happened, in a few words."""
        return language.gettext(self.heading)

    def detail(self, language: Language) -> str:
        """What happened, why, and what to do."""
        return language.gettext(self.sentence)


class InvalidRequest(AppError):
    """Something that was sent cannot be used; the problems say what, field by field."""

    heading = N_("Some of this cannot be used")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*(problem.field for problem in problems))
        self.problems = tuple(problems)

    def detail(self, language: Language) -> str:
        """Every problem's sentence."""
        return " ".join(problem.message(language) for problem in self.problems)


class NotFound(AppError):
    """There is nothing at this address, or it is not the reader's to see."""

    heading = N_("There is nothing here")
    sentence = N_(
        "The address may be mistyped, or what was here is gone. Start from the first page."
    )


class TooMuch(AppError):
    """More was sent than is taken."""

    heading = N_("That is too much at once")
    sentence = N_("At most {limit} kB are taken at once. Send less history or fewer risks.")

    def __init__(self, limit_kb: int) -> None:
        super().__init__(limit_kb)
        self.limit_kb = limit_kb

    def detail(self, language: Language) -> str:
        """With the limit."""
        return language.gettext(self.sentence, limit=language.number(self.limit_kb))
