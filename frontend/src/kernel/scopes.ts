// The totals that are asked about, and how their items are counted.

import { convolve } from "./counts.ts";
import { columnOf } from "./pace.ts";
import type { Question } from "./question.ts";
import {
  mostOfRisk,
  mostOfStated,
  type RiskEvent,
  riskDistribution,
  type StatedScope,
  statedDistribution,
} from "./scope.ts";
import type { Work } from "./work.ts";

/** Items asked about at most; a larger question is counted in lots of several items. */
const MOST_COLUMNS = 5_000;

/** The scope is counted in lots of `lot`, the pace in units of `unit`; both 1 up to `MOST_COLUMNS`. */
export interface Grid {
  lot: number;
  unit: number;
  /** Items for one unit of the table. */
  itemsScale: number;
  /** Lots of the scope for one unit of the table. */
  lotsScale: number;
}

export function gridOf({ stated, risks, weeks }: Question, deadlineTop: number): Grid {
  const most = stated ? risks.reduce((sum, risk) => sum + mostOfRisk(risk), mostOfStated(stated)) : 0;
  const columns = Math.max(columnOf(most, weeks.scale), deadlineTop);
  const lot = Math.max(1, Math.ceil(most / MOST_COLUMNS));
  const unit = Math.max(1, Math.ceil(columns / MOST_COLUMNS));
  const itemsScale = weeks.scale * unit;
  return { lot, unit, itemsScale, lotsScale: itemsScale / lot };
}

/** Distributions of the total: with all risks, with none, and without each; in lots. */
export interface Scopes {
  stated: Float64Array;
  risks: Float64Array;
  total: Float64Array;
  without: Float64Array[];
}

export function scopesOf(statedScope: StatedScope, events: RiskEvent[], lot: number, work: Work): Scopes {
  const stated = statedDistribution(statedScope, lot, work);
  const added = events.map((risk) => riskDistribution(risk, lot));
  const before = sums(added, work);
  const after = sums([...added].reverse(), work).reverse();
  const risks = before.at(-1)!;
  const without = added.map((_, n) => convolve(stated, convolve(before[n]!, after[n + 1]!, work), work));
  return { stated, risks, total: convolve(stated, risks, work), without };
}

/** Of none, of the first, of the first two ... */
function sums(distributions: Float64Array[], work: Work): Float64Array[] {
  const result: Float64Array[] = [Float64Array.of(1)];
  for (const one of distributions) result.push(convolve(result.at(-1)!, one, work));
  return result;
}
