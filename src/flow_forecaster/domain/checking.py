"""From what was sent to a request, or to sentences about what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_

Asked = TypeVar("Asked", bound=BaseModel)

MOST_PROBLEMS = 20
"""Problems told at once."""

SENTENCES = {
    "missing": N_("This is needed."),
    "extra_forbidden": N_("There is no field of this name. Remove it, or check its spelling."),
    "greater_than_equal": N_("This must be at least {ge}."),
    "greater_than": N_("This must be more than {gt}."),
    "less_than_equal": N_("This must be at most {le}."),
    "less_than": N_("This must be less than {lt}."),
    "too_short": N_("At least {min_length} are needed here; {actual_length} came."),
    "too_long": N_("At most {max_length} are taken here. Leave some out."),
    "string_too_long": N_("At most {max_length} characters are taken here. Shorten it."),
    "string_too_short": N_("This must not be empty."),
    "nothing_to_see": N_("This must have something in it that can be seen."),
    "control_character": N_("The character {code} is not text. Remove it."),
    "outcome_needs_something": N_(
        "Say when it was finished, or how many items were by the deadline, or both."
    ),
    "not_an_email": N_("This is not an e-mail address, such as ana@example.org."),
    "password_too_short": N_("At least {least} characters are needed. A short sentence is good."),
    "lone_surrogate": N_("There is half a character in this. Type it anew."),
    "key_twice": N_("Two forecasts have the key “{key}”. Give each its own."),
    "no_such_base": N_(
        "No earlier forecast of the project has the key “{key}”, or it is a scenario itself."
    ),
    "outcome_of_another": N_(
        "What happened does not fit the question: an end needs a scope, items need a deadline."
    ),
    "too_many_forecasts": N_("One file brings at most {most} forecasts. Split it."),
    "string_pattern_mismatch": N_("This is not written as expected: {pattern}."),
    "currency": N_("Write the currency as three capital letters, such as BRL."),
    "literal_error": N_("This must be one of: {expected}."),
    "team_grows_too_much": N_(
        "A team can grow to ten times its size: here up to {most}. Check the sizes."
    ),
    "date_out_of_range": N_("Dates from {first} to {last} are taken."),
    "finite_number": N_("This must be a number, not infinite nor undefined."),
    "int_from_float": N_("This must be a whole number."),
    "not_ordered": N_("The order must be {fields}. Swap the values that are the wrong way round."),
    "scope_number_or_range": N_(
        "Give the number of items, or both ends of a range: either items, or low and high."
    ),
    "history_or_histories": N_("Give one history, or several as histories, not both."),
    "scope_or_deadline": N_("Say how many items are left, or when they are due, or both."),
    "model_or_quantiles": N_("Give a pace model, or the quantiles of a pace, not both."),
    "quantiles_of_another": N_(
        "These quantiles were learned of another history. Test the models on this one again, or "
        "leave them out."
    ),
    "quantiles_fall": N_("Quantiles must not fall from one confidence to the next."),
    "no_trials_of_quantiles": N_(
        "Trials are simulated week by week, which quantiles of the pace do not tell. Leave them "
        "out, and choose a pace model."
    ),
    "no_such_case": N_("Cases are counted from 0 up to {last}. Choose one of those."),
    "same_number": N_("Two groups have the same number. Give each its own."),
    "no_such_field": N_("There is no such field in {scope}."),
    "not_a_value": N_("This must be something that JSON can say, without NUL."),
    "value_too_large": N_("A field holds at most {most} bytes. Shorten it."),
    "deadline_date_or_weeks": N_("Give the deadline as a date or as weeks, not both."),
}

KINDS = {
    "int": N_("This must be a whole number."),
    "float": N_("This must be a number."),
    "date": N_("This must be a date such as 2027-03-08."),
    "datetime": N_("This must be an instant such as 2027-03-08T12:00:00Z."),
    "timezone": N_("This must be an instant such as 2027-03-08T12:00:00Z."),
    "string": N_("This must be text."),
    "tuple": N_("This must be a list."),
}

OTHERWISE = N_("This cannot be read. Check it against the description of the request.")


def check_request(data: Mapping[str, Any], model: type[Asked]) -> Asked:
    """The request in ``data``, of the given model.

    Raises
    ------
    InvalidRequest
        With a sentence for each field that is wrong, at most ``MOST_PROBLEMS``.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InvalidRequest(problems_of(error)) from error


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """A sentence for each of the first problems that validation found."""
    details = error.errors(include_url=False, include_input=False)
    within = {detail["loc"][:-1] for detail in details}
    # A list whose elements are wrong is told to be short as well, of those that are right.
    told = [one for one in details if not (one["type"] == "too_short" and one["loc"] in within)]
    return tuple(_problem(detail) for detail in told[:MOST_PROBLEMS])


def _problem(detail: ErrorDetails) -> Problem:
    kind = detail["type"]
    sentence = SENTENCES.get(kind) or KINDS.get(kind.split("_")[0], OTHERWISE)
    facts = dict(detail.get("ctx", {}))
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", ", ")
    return Problem(".".join(map(str, detail["loc"])), sentence, facts)
