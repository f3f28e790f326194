"""The words of an export, in the language of who reads it."""

import dataclasses

import pytest

from flow_forecaster.domain.language import LANGUAGES, load_language
from flow_forecaster.services.exports import said
from tests.data.workshop import CASES
from tests.services.exports.kept import NEVER, ONLY_DEADLINE, ONLY_SCOPE, answered

QUESTIONS = {**CASES, "never": NEVER, "scope": ONLY_SCOPE, "deadline": ONLY_DEADLINE}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("writer", LANGUAGES)
def test_who_reads_hears_it_in_another_language_than_who_wrote(question, reader, writer):
    read, wrote = (answered(QUESTIONS[question], code) for code in (reader, writer))
    language = load_language(reader)
    assert said.sentence(wrote, language) == read.result.sentence
    assert said.notes(wrote, language) == read.result.history.notes


def test_a_sentence_that_is_not_ours_stays_as_it_was_kept():
    one = answered()
    kept = dataclasses.replace(one, result=one.result.model_copy(update={"sentence": "Said then."}))
    assert said.sentence(kept, load_language("pt-BR")) == "Said then."


def test_dates_mean_the_same_day_in_every_country():
    day = answered().result.when[0].date
    assert said.short_date(load_language("en"), day) == "Feb 22, 2027"
    assert said.short_date(load_language("pt-BR"), day) == "22/02/2027"


def test_a_confidence_is_called_by_its_number():
    assert [said.percentile(p) for p in (0.5, 0.85, 0.975)] == ["P50", "P85", "P97.5"]
