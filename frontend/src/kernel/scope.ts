// How many items there will be in all: the stated ones, multiplied, split, and what risks add.

import { countOf } from "./counts.ts";
import { chanceOfProductBelow, type Span } from "./product.ts";
import type { Work } from "./work.ts";

/** A wider range, with factors that vary, is stood for by this many evenly spaced values. */
const MOST_STATED_VALUES = 256;

/** Every whole number from `low` to `high` alike, times two independent uniform factors, rounded half up. */
export interface StatedScope {
  low: number;
  high: number;
  complexity: Span;
  split: Span;
}

/** Adds a triangular number of items, rounded to the nearest whole one, or nothing. */
export interface RiskEvent {
  probability: number;
  low: number;
  mode: number;
  high: number;
}

/** The largest total that the stated items can become. */
export function mostOfStated({ high, complexity, split }: StatedScope): number {
  return Math.floor(high * complexity[1] * split[1] + 0.5 + 1e-9);
}

/** The most items that a risk can add. */
export function mostOfRisk(risk: RiskEvent): number {
  return Math.floor(risk.high + 0.5);
}

/** The same scope with so many more stated items (fewer if negative), never below zero. */
export function moved(stated: StatedScope, items: number): StatedScope {
  return { ...stated, low: Math.max(stated.low + items, 0), high: Math.max(stated.high + items, 0) };
}

/** Distribution of the stated items after both factors, in lots rounded up. */
export function statedDistribution(stated: StatedScope, lot: number, work: Work): Float64Array {
  const { low, high, complexity, split } = stated;
  if (complexity[0] === complexity[1] && split[0] === split[1]) {
    return wholeDistribution(stated, complexity[0] * split[0], lot, work);
  }
  const n = Math.min(high - low + 1, MOST_STATED_VALUES);
  const atMost = new Float64Array(Math.ceil(mostOfStated(stated) / lot) + 1);
  // A logarithm for each.
  work.spend(atMost.length * n * 10);
  for (let value = 0; value < n; value++) {
    const items = n > 1 ? low + ((high - low) / (n - 1)) * value : low;
    const chanceBelow = chanceOfProductBelow(items, complexity, split);
    for (let k = 0; k < atMost.length; k++) atMost[k]! += chanceBelow(k * lot + 0.5) / n;
  }
  return atMost.map((chance, k) => Math.max(chance - (atMost[k - 1] ?? 0), 0));
}

function wholeDistribution(stated: StatedScope, factor: number, lot: number, work: Work): Float64Array {
  const { low, high } = stated;
  work.spend((high - low + 1) * 10);
  const totals: number[] = [];
  for (let items = low; items <= high; items++) {
    totals.push(Math.ceil(Math.floor(items * factor + 0.5 + 1e-9) / lot));
  }
  const { items, chances } = countOf(totals);
  const distribution = new Float64Array(items.at(-1)! + 1);
  items.forEach((total, n) => (distribution[total] = chances[n]!));
  return distribution;
}

/** Distribution of the items (in lots) that a risk adds; zero when it does not strike. */
export function riskDistribution(risk: RiskEvent, lot: number): Float64Array {
  const distribution = new Float64Array(Math.floor(risk.high / lot + 0.5) + 1);
  const below = (k: number) => chanceOfImpactBelow((k - 0.5) * lot, risk);
  for (let k = 0; k < distribution.length; k++) {
    distribution[k] = risk.probability * (below(k + 1) - below(k));
  }
  distribution[0]! += 1 - risk.probability;
  return distribution;
}

/** Strictly below, so that a fixed impact of 2.5 rounds up. */
function chanceOfImpactBelow(edge: number, { low, mode, high }: RiskEvent): number {
  if (edge <= low) return 0;
  if (low === high || edge >= high) return 1;
  return edge <= mode
    ? (edge - low) ** 2 / ((high - low) * (mode - low))
    : 1 - (high - edge) ** 2 / ((high - low) * (high - mode));
}
