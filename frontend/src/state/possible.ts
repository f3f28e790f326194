// What a value in a link can be: anything else was broken on its way, and is left out.

import type { ForecastRequest, Scope } from "../api-types.ts";
import type { Draft, TextField } from "../draft.ts";

type Choices<Value extends string | undefined> = Record<NonNullable<Value>, true>;

const periods: Choices<`${NonNullable<ForecastRequest["history"]["period_days"]>}`> = {
  1: true,
  7: true,
  14: true,
  21: true,
  28: true,
};

const complexities: Choices<Scope["complexity"]> = { low: true, medium: true, high: true, very_high: true };

const paceModels: Choices<ForecastRequest["pace_model"]> = {
  auto: true,
  resample: true,
  bayesian: true,
  negative_binomial: true,
  reverting_level: true,
  reference_class: true,
  pool: true,
};

const choices: Choices<Draft["choice"]> = { "": true, decimal: true, separate: true };
const modes: Choices<Draft["workshop"]> = { "": true, on: true, off: true };

const tests: Record<TextField, (text: string) => boolean> = {
  history: () => true,
  choice: isOf(choices),
  periodDays: isOf(periods),
  historyEnd: isDate,
  items: isNumber,
  itemsLow: isNumber,
  itemsHigh: isNumber,
  complexity: isOf(complexities),
  splitLow: isNumber,
  splitHigh: isNumber,
  deadline: isDate,
  deadlineWeeks: isNumber,
  size: isNumber,
  cost: isNumber,
  currency: (text) => /^[A-Z]{3}$/.test(text),
  focus: isNumber,
  historySize: isNumber,
  start: isDate,
  workdays: (text) => /^[0-6]{0,7}$/.test(text) && new Set(text).size === text.length,
  country: (text) => /^([A-Z]{2})?$/.test(text),
  subdivision: (text) => /^[A-Z0-9]{0,4}$/.test(text),
  paceModel: isOf(paceModels),
  go: isNumber,
  adjust: isNumber,
  workshop: isOf(modes),
};

export function isPossible(field: TextField, text: string): boolean {
  return tests[field](text);
}

/** A day of the years that the server takes; nothing is typed yet is possible too. */
export function isDate(text: string): boolean {
  if (text === "") return true;
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < "1970" || text >= "2200") return false;
  const time = Date.parse(text);
  // 30 February is read as 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether it is in the limits is for the server to say, at its field. */
export function isNumber(text: string): boolean {
  return /^(-?\d*\.?\d+([eE][+-]?\d{1,2})?)?$/.test(text);
}

function isOf(known: Record<string, true>): (text: string) => boolean {
  return (text) => Object.hasOwn(known, text);
}
