// What is known of a line of the cone: it is followed up to an edge, and may be past it from there on.

import { wholeText } from "../format.ts";

export interface Point {
  week: number;
  items: number;
}

/** A line, from week 0, up to where it comes to the edge. */
export function upToEdge(line: number[], edge: number): Point[] {
  const points = line.map((items, week) => ({ week, items }));
  const leaves = line.findIndex((items) => items >= edge);
  return leaves < 0 ? points : points.slice(0, leaves + 1);
}

/** The items of a line in a week. */
export function itemsText(items: number, edge: number): string {
  return items < edge ? wholeText(items) : `≥ ${wholeText(items)}`;
}
