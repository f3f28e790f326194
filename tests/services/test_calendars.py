from flow_forecaster.domain.language import load_language
from flow_forecaster.services.calendars import list_countries


def test_countries_are_named_for_the_reader_and_sorted_by_name():
    in_portuguese = list_countries(load_language("pt-BR"))
    in_english = list_countries(load_language("en"))
    assert "Alemanha" in [country.name for country in in_portuguese]
    assert "Germany" in [country.name for country in in_english]
    for countries in (in_portuguese, in_english):
        names = [country.name.casefold() for country in countries]
        assert names == sorted(names)
    assert {one.code for one in in_portuguese} == {one.code for one in in_english}


def test_a_country_has_the_codes_of_its_states():
    (brazil,) = [one for one in list_countries(load_language("en")) if one.code == "BR"]
    assert {"SP", "RJ", "DF"} <= set(brazil.subdivisions)
    assert len(brazil.subdivisions) >= 27
