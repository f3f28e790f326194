"""Write the vectors that hold the rooms' pages to the server: fields, requests and their numbers.

Run it after a change of the engine that changes numbers: `python -m scripts.write_room_vectors`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flow_forecaster.domain.deck import cases_in
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.room import RoomSetup
from flow_forecaster.domain.room_case import case_request
from flow_forecaster.readers.deck import built_in_deck
from flow_forecaster.services.forecast import forecast
from tests.vectors.room_cases import SETUP, VALUES

PLACE = Path(__file__).resolve().parents[1] / "tests" / "vectors" / "room.json"
ON_EVERY_CASE = 2


def vectors() -> dict[str, Any]:
    """A setup with the built-in deck's cases, and what fields make of them."""
    setup = RoomSetup.model_validate(SETUP | _deck())
    tried = [
        (number, name, values)
        for number in range(len(setup.cases))
        for n, (name, values) in enumerate(VALUES.items())
        if number == 0 or n < ON_EVERY_CASE
    ]
    return {
        "setup": setup.model_dump(mode="json"),
        "tried": [_tried(setup, number, name, values) for number, name, values in tried],
    }


def _deck() -> dict[str, Any]:
    cases = cases_in(built_in_deck(), "en")
    groups = [{"number": n, "name": f"Group {n}", "case": n - 1} for n in range(1, len(cases) + 1)]
    return {"cases": [case.model_dump(mode="json") for case in cases], "groups": groups}


def _tried(
    setup: RoomSetup, number: int, name: str, values: Mapping[str, object]
) -> dict[str, Any]:
    request = case_request(setup.cases[number], values, setup)
    answer = forecast(request, today=setup.start, language=load_language("en"))
    without = forecast(
        request.model_copy(update={"risks": ()}), today=setup.start, language=load_language("en")
    )
    assert answer.deadline is not None and answer.levers is not None
    return {
        "name": f"{setup.cases[number].title}: {name}",
        "case": number,
        "values": values,
        "request": request.model_dump(mode="json", exclude_unset=True),
        "numbers": {
            "weeks": [when.weeks for when in answer.when],
            "weeks_without_risks": [when.weeks for when in without.when],
            "chance": answer.deadline.chance,
            "share": answer.deadline.scope_share_at_p85,
            "cost": answer.cost[1].amount,
            "verdict": answer.verdict,
            "risk_weeks": [risk.weeks_added_at_p85 for risk in answer.risks],
            "levers": answer.levers.model_dump(mode="json"),
        },
    }


def text(made: dict[str, Any]) -> str:
    """JSON with a line for each try."""
    tries = ",\n".join(json.dumps(one, separators=(",", ":")) for one in made["tried"])
    return f'{{\n"setup": {json.dumps(made["setup"])},\n"tried": [\n{tries}\n]\n}}\n'


if __name__ == "__main__":
    PLACE.write_text(text(vectors()), encoding="utf-8")
