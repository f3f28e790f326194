// Counts in lots: a total too large for one column an item keeps its mean and variance.

/** Stands for a chance of none, so that it has a logarithm. */
const SMALLEST = 1e-300;

const CERTAIN_DRAW = -1 + 1e-12;

/** Lots of one stretch, in which no product of ratios passes what a float can hold. */
const TOGETHER = 8;

/** Adds the chances of 0 .. top - 1 lots of a count of items that is NegBin(means[p], shape) with the chance weights[p]. */
export function addChancesOfLots(
  shape: number,
  means: number[],
  weights: number[],
  lot: number,
  top: number,
  into: Float64Array,
): void {
  means.forEach((items, p) => {
    const mean = Math.max(items, 1e-9);
    // The variance of the items in lots: below a Poisson count's where this is below zero.
    addPanjer(mean / lot, 1 / shape - (lot - 1) / mean, weights[p]!, top, into);
  });
}

/**
 * A count with a mean m and a variance m + m^2 `inverseShape`: negative binomial, Poisson or binomial.
 *
 * All have P(s) / P(s - 1) = (1 + (s - 1) i) m / (s (1 + m i)), Panjer's recursion. A
 * stretch of counts starts by its logarithm and goes on by products.
 */
function addPanjer(mean: number, inverseShape: number, weight: number, top: number, into: Float64Array): void {
  const fewest = Math.max(-1 / Math.min(inverseShape, -1e-12), mean);
  const draws = Math.max(Math.ceil(fewest - 1e-9), 1);
  const inverse = inverseShape < -1e-12 ? -1 / draws : Math.max(inverseShape, 1e-12);
  // A draw that is certain to count would leave the others no chance to have one.
  const scattered = Math.max(mean * inverse, CERTAIN_DRAW);
  const each = mean / (1 + scattered);
  let log = -Math.log1p(scattered) / inverse;
  for (let first = 0; first < top; first += TOGETHER) {
    const atFirst = weight * Math.exp(log);
    const end = Math.min(first + TOGETHER, top);
    let within = 1;
    for (let count = first; count < end; count++) {
      into[count]! += atFirst * within;
      // Past the number of draws nothing more is likely.
      within *= (Math.max(1 + count * inverse, SMALLEST) * each) / (count + 1);
    }
    log += Math.log(within);
  }
}
