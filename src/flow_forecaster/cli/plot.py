"""The picture of an answer, as a file of the kind that its name asks for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language
from flow_forecaster.domain.request import ForecastRequest
from flow_forecaster.domain.result import ForecastResult
from flow_forecaster.services.exports.answered import Exported
from flow_forecaster.services.exports.charts import forecast_picture
from flow_forecaster.services.exports.page import forecast_pdf

FLAG = "--plot"


def write_plot(
    file: str, asked: ForecastRequest, answer: ForecastResult, today: dt.date, language: Language
) -> None:
    """Write the picture, in place of what had this name.

    Raises
    ------
    InvalidRequest
        If the name tells no kind of picture, or cannot be written to.
    """
    drawn = _drawn(file, Exported(language.gettext("Forecast"), asked, answer, today), language)
    try:
        Path(file).write_bytes(drawn)
    except OSError as error:
        sentence = N_("{file} cannot be written: {reason}. Give another name.")
        facts: dict[str, object] = {"file": file, "reason": error.strerror or str(error)}
        raise InvalidRequest([Problem(FLAG, sentence, facts)]) from error


def _drawn(file: str, answered: Exported, language: Language) -> bytes:
    match Path(file).suffix.lower():
        case ".pdf":
            return forecast_pdf(answered, language)
        case ".png":
            return forecast_picture(answered, "png", language)
        case ".svg":
            return forecast_picture(answered, "svg", language)
    sentence = N_("{file} tells no kind of picture. Give a name that ends in .png, .svg or .pdf.")
    raise InvalidRequest([Problem(FLAG, sentence, {"file": file})])
