// The models that were learned from other teams: each finds a few laws of the coming totals in a history.

import type { PaceModel } from "../pace.ts";
import { pool, new_year as weekWorths } from "./constants.json";
import { filterLevel, lastYear } from "./filter.ts";
import { type Laws, LearnedPace } from "./learned-pace.ts";
import { referenceTotals } from "./reference-class.ts";
import { levelAhead, levelTotals } from "./reverting-level.ts";
import { steadyLogEvidence, steadyTotals } from "./steady.ts";

/** By the name that a request gives. */
export const learnedModels: Record<string, PaceModel> = {
  pool: modelOf(poolLaws),
  reverting_level: modelOf((weeks) => [[1, levelTotals(levelAhead(filterLevel(weeks)))]]),
  reference_class: modelOf((weeks) => {
    const posterior = filterLevel(weeks);
    return [[1, referenceTotals(weeks, posterior, levelAhead(posterior))]];
  }),
};

/**
 * The share of a steady pace is the chance, given the history, that the pace is steady rather than a level that wanders;
 * the reference class has the rest.
 */
function poolLaws(weeks: number[]): Laws {
  const posterior = filterLevel(weeks);
  const byClass = referenceTotals(weeks, posterior, levelAhead(posterior));
  const logOdds =
    Math.log(pool.steady_before / (1 - pool.steady_before)) + steadyLogEvidence(weeks) - posterior.logEvidence;
  const steady = 1 / (1 + Math.exp(-Math.max(logOdds, -700)));
  if (steady <= pool.faint) return [[1, byClass]];
  return [
    [1 - steady, byClass],
    [steady, steadyTotals(weeks)],
  ];
}

function modelOf(lawsOf: (weeks: number[]) => Laws): PaceModel {
  return { weekWorths, learn: (history) => new LearnedPace(lawsOf(lastYear(history))) };
}
