"""Pasted numbers: the same vectors hold the page's reader."""

import json
from pathlib import Path

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.readers.errors import (
    AmbiguousNumbers,
    NotNumbers,
    NumbersTooLarge,
    TooManyNumbers,
    UnreadableNumbers,
)
from flow_forecaster.readers.pasted import read_pasted

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "paste.json").read_text("utf-8"))


def text_of(vector):
    piece, times = vector.get("repeat", (vector.get("text"), 1))
    return piece * times


def name_of(vector):
    name = repr(text_of(vector))
    return f"{name[:40]} {len(name)} {vector.get('choice', '')}".strip()


def told(tokens):
    return [{"token": one.token, "position": one.position} for one in tokens]


def reading(vector):
    """What the reader makes of a vector, in the words of the vectors."""
    try:
        counts = read_pasted(text_of(vector), vector.get("choice"))
    except AmbiguousNumbers as error:
        question = {"decimal": list(error.decimal), "separate": list(error.separate)}
        return {"question": question}
    except NotNumbers as error:
        return {"odd": told(error.tokens)}
    except NumbersTooLarge as error:
        return {"too_large": told(error.tokens)}
    except TooManyNumbers as error:
        return {"too_many": error.n}
    return {"n": len(counts)} if "n" in vector else {"counts": list(counts)}


@pytest.mark.parametrize("vector", VECTORS, ids=name_of)
def test_reads_as_the_page_does(vector):
    expected = {
        key: vector[key]
        for key in ("counts", "question", "odd", "too_large", "too_many", "n")
        if key in vector
    }
    assert reading(vector) == expected


def test_a_long_text_is_read_at_once():
    with pytest.raises(TooManyNumbers):
        read_pasted("12.5,6 " * 100_000)
    with pytest.raises(NumbersTooLarge):
        read_pasted("9" * 1_000_000)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5,5", "A comma here can mean two things: “5.5” or “5; 5”. Put a space after"),
        (
            "1.234",
            "A dot here can mean two things: “1.234” or “1,234”. Write thousands without a dot.",
        ),
        ("5 six", "This is not a number: “six” (value 2). Write numbers from zero up."),
        ("10001", "Too large: “10001” (value 1). One period can have up to 10,000 items."),
        (
            "5 " * 1001,
            "There are 1,001 numbers; a history has up to 1,000 periods. Leave the oldest out.",
        ),
    ],
)
def test_says_what_is_wrong_and_what_to_do(text, sentence):
    language = load_language("en")
    with pytest.raises(UnreadableNumbers) as caught:
        read_pasted(text)
    assert caught.value.detail(language).startswith(sentence)


def test_names_at_most_five_tokens():
    with pytest.raises(NotNumbers) as caught:
        read_pasted("a b c d e f")
    assert "“e” (value 5); …." in caught.value.detail(load_language("en"))
