"""The report of a room on paper: what each group came to, one below the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from babel import dates

from flow_forecaster.domain.language import Language
from flow_forecaster.domain.room import Room
from flow_forecaster.services.exports import said
from flow_forecaster.services.exports.drawing import LINE, SOFT, VERDICT_COLOURS
from flow_forecaster.services.exports.paper import BOTTOM, LEFT, WIDTH, Paper, new_paper
from flow_forecaster.services.exports.safe_text import one_line
from flow_forecaster.services.room_poll import PollResult
from flow_forecaster.services.room_report import NOT_BEGUN, GroupLine, decision_text

BLOCK = 38.0
"""Height of a group's part, in millimetres."""
TOP = 15.0
POLL_TOP, POLL_ROW, VOTES = 12.0, 5.5, 30.0
"""Of the poll, in millimetres: where its answers begin, how high each is, how wide their votes."""
NOTHING = "\N{EN DASH}"
COLUMNS = (0.0, 42.0, 84.0, 118.0, 148.0)
"""Where the facts of a group begin."""


def room_pdf(
    room: Room, lines: Sequence[GroupLine], language: Language, poll: PollResult | None = None
) -> bytes:
    """As many A4 pages as the groups and the poll need."""
    paper = new_paper()
    _describe(paper, room, language)
    y = _title(paper, room, language)
    for line in lines:
        if y + BLOCK > BOTTOM:
            paper.pdf.add_page()
            y = TOP
        y = _group(paper, y, line, language)
    if poll:
        _poll(paper, y, poll, language)
    return bytes(paper.pdf.output())


def _describe(paper: Paper, room: Room, language: Language) -> None:
    pdf = paper.pdf
    pdf.set_title(one_line(room.setup.title))
    pdf.set_creator(said.PRODUCT)
    pdf.set_lang(language.code)
    pdf.set_creation_date(dt.datetime.combine(room.setup.start, dt.time(), dt.UTC))


def _title(paper: Paper, room: Room, language: Language) -> float:
    day = dates.format_date(room.created_at.date(), "long", locale=language.locale)
    paper.letters(8.5, colour=SOFT)
    kind = language.gettext("Workshop report")
    paper.line(LEFT, 12, f"{said.PRODUCT} · {kind}", WIDTH / 2)
    paper.line(LEFT + WIDTH / 2, 12, f"{day} · {room.code}", WIDTH / 2, align="R")
    paper.letters(17, bold=True)
    return paper.lines(LEFT, 18, room.setup.title, WIDTH, most=2) + 4


def _group(paper: Paper, y: float, line: GroupLine, language: Language) -> float:
    paper.rule(LEFT, y, WIDTH)
    paper.letters(12, bold=True)
    paper.line(LEFT, y + 2, f"{line.group.name} · {line.case.title}", WIDTH - 38)
    _badge(paper, y + 2, line, language)
    for x, (heading, fact) in zip(COLUMNS, _facts(line, language), strict=True):
        paper.letters(8, colour=SOFT)
        paper.line(LEFT + x, y + 9.5, heading, 40)
        paper.letters(11, bold=True)
        paper.line(LEFT + x, y + 13.6, fact, 32 if x > COLUMNS[1] else 40)
    paper.letters(9)
    paper.lines(LEFT, y + 21.5, _reason(line, language), WIDTH, most=3)
    paper.rule(LEFT, y + BLOCK - 2, WIDTH, LINE)
    return y + BLOCK


def _poll(paper: Paper, y: float, poll: PollResult, language: Language) -> None:
    if y + POLL_TOP + POLL_ROW * len(poll.votes) > BOTTOM:
        paper.pdf.add_page()
        y = TOP
    paper.letters(12, bold=True)
    paper.line(LEFT, y + 4, poll.question, WIDTH)
    paper.letters(9)
    for place, (answer, n_votes) in enumerate(poll.votes):
        row = y + POLL_TOP + POLL_ROW * place
        paper.line(LEFT, row, answer, WIDTH - VOTES)
        votes = language.ngettext("{n} vote", "{n} votes", n_votes)
        paper.line(LEFT + WIDTH - VOTES, row, votes, VOTES, align="R")


def _badge(paper: Paper, y: float, line: GroupLine, language: Language) -> None:
    words = decision_text(line.decision, language)
    if not words:
        return
    ink, ground = VERDICT_COLOURS[line.decision]
    paper.letters(10, colour=ink, bold=True)
    width = paper.pdf.get_string_width(words) + 6
    paper.box(LEFT + WIDTH - width, y, width, 6.2, ground)
    paper.line(LEFT + WIDTH - width, y + 0.7, words, width, align="C")


def _facts(line: GroupLine, language: Language) -> list[tuple[str, str]]:
    say = language.gettext
    return [
        (say("P50 / P85 / P95 without risks"), _weeks(line.weeks_without_risks, language)),
        (say("with risks, in weeks"), _weeks(line.weeks_with_risks, language)),
        (
            language.ngettext("Chance of {n} week", "Chance of {n} weeks", line.deadline_weeks),
            NOTHING if line.chance is None else language.percent(line.chance),
        ),
        (
            say("Cost at P85"),
            NOTHING if line.cost is None else language.money(line.cost, line.case.currency),
        ),
        (
            say("Guess, median weeks"),
            NOTHING if line.guess_weeks is None else language.number(line.guess_weeks),
        ),
    ]


def _weeks(weeks: Sequence[int | None], language: Language) -> str:
    return " / ".join(_number(one, language) for one in weeks)


def _number(number: float | None, language: Language) -> str:
    return NOTHING if number is None else language.number(number)


def _reason(line: GroupLine, language: Language) -> str:
    """What the group says, after what it changed, if it did."""
    if not line.has_begun:
        return language.gettext(NOT_BEGUN)
    reason = line.reason or language.gettext("No reason was given.")
    changes = _changes(line, language)
    if not changes:
        return reason
    changed = language.gettext("Changed: {changes}", changes=" · ".join(changes))
    return f"{changed}. {reason}"


def _changes(line: GroupLine, language: Language) -> list[str]:
    say, case = language.gettext, line.case
    weeks = language.ngettext("deadline {n} week", "deadline {n} weeks", line.deadline_weeks)
    parts = [
        (say("scope {n}", n=language.number(line.items)), line.items, case.backlog),
        (say("people {n}", n=language.number(line.people)), line.people, case.team_size),
        (weeks, line.deadline_weeks, case.deadline_weeks),
    ]
    return [text for text, now, stated in parts if now != stated]
