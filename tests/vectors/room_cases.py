"""What groups make of their cases: fields by name, on the built-in deck, and their edges."""

SETUP = {
    "title": "Workshop",
    "language": "en",
    "start": "2026-11-23",
    "verdict": {"go": 0.85, "adjust": 0.5},
    "pace_model": "resample",
}

VALUES: dict[str, dict[str, object]] = {
    "nothing said": {},
    "all risks on": {f"risk.{n}": True for n in range(3)},
    "one risk on": {"risk.0": True, "risk.1": False},
    "levers moved": {"items": 60, "people": 7, "deadline_weeks": 13, "cost_per_person_week": 6000},
    "history with commas": {"history": "5,6,8,5,9"},
    "history with semicolons, spaces and lines": {"history": " 5; 6 8\n5\t9.5 ,"},
    "history that is none": {"history": "about 5 a week", "risk.0": True},
    "history of zeros": {"history": "0 0 0"},
    "history of a number too large": {"history": "10001 5"},
    "history empty": {"history": ""},
    "out of their limits": {"items": 0, "people": 0, "deadline_weeks": 1000, "risk.0": "yes"},
    "of other types": {"items": "80", "people": None, "deadline_weeks": 14.5, "history": 5},
    "whole by value": {"items": 70.0, "people": 2.5},
    "true is no number": {"items": True, "people": True},
}
"""Tried on the first case; the first two on every case."""
