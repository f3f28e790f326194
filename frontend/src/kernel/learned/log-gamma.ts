// The logarithm of the gamma function.

const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/** Stirling's series holds to the last digit from here on. */
const FAR = 9;

/** @param x above 0; right to about 1e-14 of itself or of one, whichever is larger */
export function logGamma(x: number): number {
  let before = 1;
  for (; x < FAR; x++) before *= x;
  const inverse = 1 / x;
  const square = inverse * inverse;
  let series = 0;
  for (let n = STIRLING.length - 1; n >= 0; n--) series = series * square + STIRLING[n]!;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series * inverse - Math.log(before);
}
