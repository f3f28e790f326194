"""The use case "which holidays are known": countries and their states, named for the reader."""

from __future__ import annotations

from dataclasses import dataclass

from flow_forecaster.domain.language import Language


@dataclass(frozen=True, slots=True)
class Country:
    """A country whose holidays are known: ISO 3166-1 code, name, and codes of its states."""

    code: str
    name: str
    subdivisions: tuple[str, ...]


def list_countries(language: Language) -> list[Country]:
    """Every country whose public holidays are known, by name."""
    import holidays

    names = language.locale.territories
    countries = [
        Country(code, str(names[code]), tuple(subdivisions))
        for code, subdivisions in holidays.list_supported_countries(include_aliases=False).items()
        if code in names
    ]
    return sorted(countries, key=lambda country: country.name.casefold())
