"""The inputs of a forecast."""

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.services.exports.inputs import LABELS, all_inputs, inputs_in_short
from tests.services.exports.kept import EVERYTHING, answered


def fields_of(model, place=""):
    """The places of all plain fields of a model, lists as stars."""
    schema = model.model_json_schema()

    def walk(node, place):
        for choice in node.get("anyOf", [node]):
            if "$ref" in choice:
                walk_into = schema["$defs"][choice["$ref"].rpartition("/")[2]]
                yield from walk(walk_into, place)
            elif "properties" in choice:
                for name, part in choice["properties"].items():
                    yield from walk(part, f"{place}.{name}" if place else name)
            elif choice.get("type") == "array":
                yield from walk(choice["items"], f"{place}.*")
            elif choice.get("type") != "null":
                yield place

    return set(walk(schema, place))


def test_every_field_has_a_name():
    assert fields_of(ForecastRequest) | fields_of(ProjectContent) == set(LABELS)


def test_the_start_is_the_one_that_was_used():
    request = EVERYTHING | {"start": None}
    (start,) = [
        one.value
        for one in all_inputs(answered(request), load_language("en"))
        if one.field == "start"
    ]
    assert start.isoformat() == "2026-11-23"


def test_the_weightiest_are_said_in_short():
    rows = dict(inputs_in_short(answered(EVERYTHING), load_language("en")))
    assert rows["Items left"] == "70 to 90; complexity: somewhat more; each becomes 1 to 1.25"
    assert rows["People"] == "5; 6 from week 3 on; attention 90% of the past"
    assert rows["Days off"] == "public holidays of BR-SP; 1 day"
    assert rows["Items finished"].endswith(
        "8 9 (15 periods, 6.93 on average)".replace("8 9", "8  9")
    )
