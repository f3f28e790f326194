// What a model that was learned from other teams finds in one history.

import type { Doubt, Owing, Pace } from "../pace.ts";
import type { Row } from "../row.ts";
import type { Work } from "../work.ts";
import { certain, curve_end as curveEnd } from "./constants.json";
import { addTotal, type Law, likelyMostOf, totalAfter } from "./law.ts";

/** Each law in its share of all futures. */
export type Laws = [share: number, law: Law][];

export class LearnedPace implements Pace {
  readonly doubt: Doubt = {
    certain,
    curveEnd,
    alone: (factors, top, lot, work) => this.#alone(factors, top, lot, work),
    owing: (factors, owed, after, lot, work) => this.#owing(factors, owed, after, lot, work),
  };
  readonly #laws: Laws;

  constructor(laws: Laws) {
    this.#laws = laws;
  }

  *rows(factors: number[], top: number, lot: number, work: Work): Generator<Row> {
    let last: Float64Array = Float64Array.of(1);
    yield { first: 0, chances: last, top };
    for (const chances of this.#chances(factors, { after: 0, top, lot }, work)) {
      last = atLeast(chances, last);
      yield { first: 0, chances: last, top };
    }
  }

  #alone(factors: number[], top: number, lot: number, work: Work): Row {
    const none = Float64Array.of(1);
    if (!factors.length) return { first: 0, chances: none, top };
    const [chances] = this.#chances(factors, { after: factors.length - 1, top, lot }, work);
    return { first: 0, chances: atLeast(chances!, none), top };
  }

  *#owing(factors: number[], owed: Float64Array, after: number, lot: number, work: Work): Generator<Owing> {
    for (const chances of this.#chances(factors, { after, top: owed.length, lot }, work)) {
      let [some, someOfMost] = [0, 0];
      for (let k = 0; k < chances.length; k++) {
        some += chances[k]! * owed[k]!;
        someOfMost += chances[k]!;
      }
      yield { some, someOfMost };
    }
  }

  likelyMost(effortWeeks: number): number {
    return Math.max(...this.#laws.map(([, law]) => likelyMostOf(law, effortWeeks)));
  }

  /** Chances of 0 .. top - 1 lots after each week past `after`, as far as one is worth a digit. */
  *#chances(
    factors: number[],
    { after, top, lot }: { after: number; top: number; lot: number },
    work: Work,
  ): Generator<Float64Array> {
    let effort = factors.slice(0, after).reduce((sum, factor) => sum + factor, 0);
    for (let week = after; week < factors.length; week++) {
      effort += factors[week]!;
      const chances = new Float64Array(top);
      let end = 0;
      for (const [share, law] of this.#laws) {
        const total = totalAfter(law, week + 1, effort);
        const added = addTotal(total, share, lot, chances);
        // A column takes a step for each mean; one of several items more, as logarithms are taken more often.
        work.spend(added * law.points.values.length * (lot > 1 ? 4 : 1));
        end = Math.max(end, added);
      }
      yield chances.subarray(0, end);
    }
  }
}

/** P(at least 0, 1 ...) from P(0, 1 ...), and no less than before: what is finished stays finished. */
function atLeast(chances: Float64Array, last: Float64Array): Float64Array {
  const reach = new Float64Array(Math.max(chances.length + 1, last.length));
  reach[0] = 1;
  let before = 0;
  for (let k = 1; k < reach.length; k++) {
    before += chances[k - 1] ?? 0;
    reach[k] = Math.max(1 - before, last[k] ?? 0, 0);
  }
  return reach;
}
