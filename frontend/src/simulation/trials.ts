// How many trials may be asked for.

const USUAL = 10_000;
const IN_WORKSHOPS = 2_000;
const MORE = [100_000, 1_000_000];

/** The first is the one that is offered. */
export function trialChoices(isWorkshop: boolean): number[] {
  return [...(isWorkshop ? [IN_WORKSHOPS] : []), USUAL, ...MORE];
}
