"""The first sheet of a workbook: what a sponsor reads, with the charts beside it."""

from __future__ import annotations

from collections.abc import Iterator

from flow_forecaster.domain.language import Language
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.answered import Answered
from flow_forecaster.services.exports.csv_text import Cell
from flow_forecaster.services.exports.sheets import Line, Sheet, chance_format, honest_decimals
from flow_forecaster.services.exports.tables import lever_heading, weightiest_risks
from flow_forecaster.services.exports.weeks_sheet import WeeksSheet
from flow_forecaster.services.exports.workbook_charts import chance_chart, cone_chart

LAST = 4
"""The last of the sheet's columns, counted from 0."""

LETTERS_PER_LINE = 88


def write_summary(sheet: Sheet, answered: Answered, language: Language, weeks: WeeksSheet) -> None:
    """Sentence, verdict, answers by confidence, levers, risks, and how far to trust it."""
    sheet.widths(36, 18, 12, 18, 20)
    row = write_headline(sheet, answered, language)
    for part in (_odds, _confidences, _levers, _risks, _words):
        row = part(sheet, row, answered, language)
    first, second = "G2", "G19"
    if answered.result.curve:
        chance_chart(sheet, first, answered, weeks, language)
    cone_chart(sheet, second if answered.result.curve else first, answered, weeks, language)
    sheet.worksheet.freeze_panes(2, 0)


def write_headline(sheet: Sheet, answered: Answered, language: Language) -> int:
    """The name, when it was made, and the sentence."""
    sheet.merged(0, (0, LAST), answered.name, "title")
    sheet.height(0, answered.name, letters_per_line=60, points=24)
    sheet.write(1, 0, said.made_on(answered, language), "soft")
    sentence = said.sentence(answered, language)
    sheet.merged(3, (0, LAST), sentence, "sentence")
    sheet.height(3, sentence, letters_per_line=LETTERS_PER_LINE, points=18)
    return 5


def _odds(sheet: Sheet, row: int, answered: Answered, language: Language) -> int:
    result, _ = answered.result, language.gettext
    if result.verdict:
        sheet.write(row, 0, _("Verdict"), "text")
        sheet.write(row, 1, said.verdict(language, result.verdict), result.verdict)
        row += 1
    if result.deadline:
        sheet.write(row, 0, _("Deadline"), "text")
        sheet.write(row, 1, result.deadline.date, "date")
        row += 1
        chances = [(_("Chance of the deadline"), result.deadline.chance)]
        if result.risks:
            chances.append((_("Without the risks"), result.deadline.chance_without_risks))
        rule = answered.request.verdict
        for label, chance in chances:
            if chance is not None:
                sheet.write(row, 0, label, "text")
                decimals = honest_decimals(chance, (rule.go, rule.adjust))
                sheet.write(row, 1, chance, "chance", chance_format(decimals))
                row += 1
    if result.not_finished > 0:
        sheet.write(row, 0, _("Not done in ten years, share of futures"), "text")
        sheet.write(row, 1, result.not_finished, "chance")
        row += 1
    return row + 1


def _confidences(sheet: Sheet, row: int, answered: Answered, language: Language) -> int:
    result, _ = answered.result, language.gettext
    columns: list[tuple[str, str, list[Cell]]] = [
        (_("Confidence"), "confidence", list(answered.request.percentiles))
    ]
    if result.when:
        late = _("after ten years")
        columns += [
            (_("Done by"), "date", [one.date or late for one in result.when]),
            (_("Weeks"), "number", [one.weeks for one in result.when]),
        ]
    if result.how_many:
        items: list[Cell] = [one.items for one in result.how_many]
        columns.append((_("Items by the deadline"), "number", items))
    if result.cost:
        columns.append((_("Cost"), "money", [one.amount for one in result.cost]))
    lines = (
        [(values[index], kind) for _head, kind, values in columns]
        for index in range(len(answered.request.percentiles))
    )
    return sheet.table(row, [head for head, _kind, _values in columns], lines) + 1


def _levers(sheet: Sheet, row: int, answered: Answered, language: Language) -> int:
    result, _ = answered.result, language.gettext
    levers = result.levers
    if levers is None or result.deadline is None or result.scope is None:
        return row
    head = [lever_heading(answered, language), _("Needed"), _("Now")]
    people = _("Fewest people, supposing pace in proportion")
    lines: list[list[tuple[Cell, str]]] = [
        [
            (_("Most items"), "text"),
            (levers.most_items, "number"),
            (result.scope.stated, "number"),
        ],
        [
            (people, "text"),
            (levers.fewest_people, "number"),
            (answered.request.team.size, "number"),
        ],
        [
            (_("Earliest date"), "text"),
            (levers.earliest_date, "date"),
            (result.deadline.date, "date"),
        ],
    ]
    return sheet.table(row, head, lines) + 1


def _risks(sheet: Sheet, row: int, answered: Answered, language: Language) -> int:
    risks, _ = weightiest_risks(answered), language.gettext
    if not risks:
        return row
    head = [
        *(_("Risk"), _("Its chance"), _("Adds weeks")),
        *(_("Chance without it"), _("Items it adds, most likely")),
    ]
    lines: Iterator[Line] = (
        [
            (risk.asked.name, "text"),
            (risk.asked.probability, "chance"),
            (risk.answer.weeks_added_at_p85, "number"),
            (risk.answer.chance_if_removed, "chance"),
            (risk.asked.impact.mode, "number"),
        ]
        for risk in risks
    )
    return sheet.table(row, head, lines) + 1


def _words(sheet: Sheet, row: int, answered: Answered, language: Language) -> int:
    _ = language.gettext
    parts = [(_("How far to trust it"), said.notes(answered, language))]
    if answered.note:
        parts.append((_("Note"), (answered.note,)))
    parts.append((_("Made with"), (said.source(answered, language),)))
    for heading, words in parts:
        sheet.write(row, 0, heading, "part")
        for text in words:
            row += 1
            sheet.merged(row, (0, LAST), text, "text")
            sheet.height(row, text, letters_per_line=105, points=15)
        row += 2
    return row
