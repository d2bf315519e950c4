export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Half the distance between the quartiles, relative to the median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);
}

/** How time grows with size: 1 is in proportion, 2 with the square. */
export function growthExponent(from: Point, to: Point): number {
  return Math.log(to.milliseconds / from.milliseconds) / Math.log(to.size / from.size);
}

export interface Point {
  readonly size: number;
  readonly milliseconds: number;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
