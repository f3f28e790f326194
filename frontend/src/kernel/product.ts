// A number of items times two independent uniform factors.

/** Between the two, uniform. */
export type Span = readonly [low: number, high: number];

/** P(items x U(first) x U(second) < edge) as a function of the edge; not both factors are fixed. */
export function chanceOfProductBelow(items: number, first: Span, second: Span): (edge: number) => number {
  if (items === 0) return () => 1;
  const isOrdered = first[1] - first[0] <= second[1] - second[0];
  const [[a, b], [c, d]] = isOrdered ? [first, second] : [second, first];
  // A product that should lie on an edge must not fall below it by rounding.
  const ratioOf = (edge: number) => edge / items - 1e-12;
  if (a === b) return (edge) => clip((ratioOf(edge) / a - c) / (d - c), 0, 1);
  return (edge) => {
    // Over the first factor x, the second is below ratio / x with chance 1 up to x = ratio / d,
    // then (ratio / x - c) / (d - c) up to x = ratio / c, then 0; the integral in closed form.
    const ratio = ratioOf(edge);
    const [x1, x2] = [clip(ratio / d, a, b), clip(ratio / c, a, b)];
    const area = (d - c) * (x1 - a) + ratio * Math.log(x2 / x1) - c * (x2 - x1);
    return clip(area / ((b - a) * (d - c)), 0, 1);
  };
}

export function clip(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
