// The exact forecast: a question in numbers, and every answer read from one pace table.

import { chanceByWeekOf, notFinishedOf } from "./curve.ts";
import { fewestPeople, mostItems } from "./levers.ts";
import { Refused } from "./outcome.ts";
import { CERTAIN, columnOf, factorsUntil, type Pace, paceModel, paceTable } from "./pace.ts";
import type { DeadlineNumbers, ForecastNumbers, Odds, Question, ScopeNumbers } from "./question.ts";
import { chanceOfScope, chancesOfScope, columnsOf, firstWeek, itemsOf, mostFinished } from "./readings.ts";
import { lastColumn, type Row, widened } from "./row.ts";
import { type Grid, gridOf, type Scopes, scopesOf } from "./scopes.ts";
import type { Work } from "./work.ts";

/** The confidence at which scope share and the weeks of a risk are stated. */
export const PROMISE = 0.85;

/** The confidences of the burn-up cone, from the fewest items to the most. */
export const CONE = [0.95, 0.85, 0.5, 0.15, 0.05];

/** Columns of the table over those of the scope, or those that the cone reaches by the deadline. */
const CONE_ROOM = 1.5;

export function forecastNumbers(question: Question, work: Work): ForecastNumbers {
  const model = paceModel(question.model);
  if (!model) throw new Refused({ kind: "needs_server", because: "pace_model" });
  const pace = model.learn(question.history);
  const { stated, risks, weeks } = question;
  const { whole, share } = question.deadline ?? { whole: 0, share: 0 };
  const untilDeadline = factorsUntil(weeks.factors, whole, share);
  const effortWeeks = untilDeadline.reduce((sum, factor) => sum + factor, 0);
  const deadlineTop = question.deadline ? pace.likelyMost(effortWeeks) : 0;
  const grid = gridOf(question, deadlineTop);
  const scopes = stated && scopesOf(stated, risks, grid.lot, work);
  const certain = scopes ? columnOf(scopes.total.length - 1, grid.lotsScale) : 0;
  const asked = scopes ? columnsOf(scopes.total, grid.lotsScale, certain).chances : Float64Array.of(1);
  const deadlineColumns = Math.ceil(deadlineTop / grid.unit);
  // Where a table that is as wide as any deadline asks for is dear, a row of a narrower one is widened.
  const beyond = question.deadline && pace.doubt?.alone(untilDeadline, deadlineColumns, grid.unit, work);
  const byDeadline = beyond && scopes ? (lastColumn(beyond, CONE.at(-1)!) + 1) * CONE_ROOM : deadlineColumns;
  const top = Math.ceil(Math.max(certain * CONE_ROOM, byDeadline));
  // What is never sure ends its table with the highest chance that is asked of it.
  const until = pace.doubt ? Math.max(...question.confidences, question.go, PROMISE) : CERTAIN;
  const extent = { lot: grid.unit, top, asked, atLeast: whole + (share > 0 ? 1 : 0), until };
  const reach = paceTable(pace, weeks.factors, extent, work);
  const inTable = share ? [...pace.rows(untilDeadline, top, grid.unit, work)].at(-1)! : reach[whole]!;
  const row = beyond ? widened(inTable, beyond) : inTable;
  const scope = scopes && answerScope(question, pace, scopes, reach, grid, work);
  const last = reach.length - 1;
  const shown = Math.max(extent.atLeast, ...(scope ? scope.when : []).map((week) => week ?? last));
  const rows = reach.slice(0, Math.min(shown, last) + 1);
  return {
    scope,
    deadline: question.deadline && answerDeadline(question, scopes, row, grid, work),
    cone: CONE.map((p) => rows.map((one) => mostFinished(one, p, grid.itemsScale))),
    coneEdge: itemsOf(top, grid.itemsScale),
  };
}

function answerScope(
  question: Question,
  pace: Pace,
  scopes: Scopes,
  reach: Row[],
  grid: Grid,
  work: Work,
): ScopeNumbers {
  const { confidences, go, weeks } = question;
  const { lotsScale: scale, unit: lot } = grid;
  const curve = { pace, factors: weeks.factors, scope: scopes.total, scale, lot, work };
  const chanceByWeek = chanceByWeekOf(curve, reach, Math.max(go, ...confidences));
  const promiseWeekOf = (scope: Float64Array) =>
    firstWeek(chancesOfScope(reach, scope, scale), PROMISE);
  return {
    expectedItems: scopes.total.reduce((sum, chance, lots) => sum + chance * lots, 0) * grid.lot,
    chanceByWeek,
    when: confidences.map((p) => firstWeek(chanceByWeek, p)),
    promiseWeek: firstWeek(chanceByWeek, PROMISE),
    promiseWeekWithout: scopes.without.map(promiseWeekOf),
    earliestWeek: firstWeek(chanceByWeek, go),
    notFinished: notFinishedOf(curve, reach, chanceByWeek, Math.max(...confidences)),
  };
}

function answerDeadline(
  question: Question,
  scopes: Scopes | null,
  row: Row,
  grid: Grid,
  work: Work,
): DeadlineNumbers {
  return {
    howMany: question.confidences.map((p) => mostFinished(row, p, grid.itemsScale)),
    howManyPromised: mostFinished(row, PROMISE, grid.itemsScale),
    odds: scopes && oddsOf(question, scopes, row, grid, work),
  };
}

function oddsOf(question: Question, scopes: Scopes, row: Row, grid: Grid, work: Work): Odds {
  const { stated, go, scalePerPerson } = question;
  const { lot, lotsScale: scale } = grid;
  const chanceOf = (scope: Float64Array) => chanceOfScope(row, columnsOf(scope, scale, row.top));
  return {
    chance: chanceOf(scopes.total),
    chanceWithoutRisks: chanceOf(scopes.stated),
    chanceWithout: scopes.without.map(chanceOf),
    mostItems: mostItems(row, stated!, scopes.risks, { scale, confidence: go, lot }, work),
    fewestPeople: fewestPeople(row, scopes.total, (scalePerPerson * grid.unit) / lot, go),
  };
}
