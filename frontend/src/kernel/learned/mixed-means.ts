// Chances of counts that are negative binomial with one of several means.

/** Counts of one stretch. In it no coefficient and no power passes what a float can hold. */
const TOGETHER = 32;

const SMALLEST_MEAN = 1e-12;

/**
 * Adds the chances of 0 .. top - 1 of a count that is NegBin(means[p], shape) with the chance weights[p].
 *
 * The chance of s is C(s + r - 1, s) sum_p w_p (r / (r + m_p))^r q_p^s with q_p = m_p / (r + m_p). A stretch of counts
 * starts by logarithms and goes on by products.
 */
export function addChances(
  shape: number,
  means: number[],
  weights: number[],
  top: number,
  into: Float64Array,
): void {
  const none = means.map((mean, p) => Math.log(weights[p]!) - shape * Math.log1p(mean / shape));
  const logRatio = means.map((mean) => -Math.log1p(shape / Math.max(mean, SMALLEST_MEAN)));
  const ratio = Float64Array.from(logRatio, Math.exp);
  const powers = new Float64Array(means.length);
  let logCoefficient = 0;
  for (let first = 0; first < top; first += TOGETHER) {
    for (let p = 0; p < powers.length; p++) powers[p] = Math.exp(logCoefficient + none[p]! + first * logRatio[p]!);
    const end = Math.min(first + TOGETHER, top);
    let within = 1;
    for (let count = first; count < end; count++) {
      let sum = 0;
      for (let p = 0; p < powers.length; p++) {
        sum += powers[p]!;
        powers[p]! *= ratio[p]!;
      }
      into[count]! += within * sum;
      within *= (shape + count) / (count + 1);
    }
    logCoefficient += Math.log(within);
  }
}
