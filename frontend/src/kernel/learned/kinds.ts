// The kinds of teams that a reverting level may be: how far its slow level walks, how its swing fades, how much weeks
// scatter; see docs/methods/reverting-level.md.

import { shapes, swings, walks } from "./constants.json";

export const N_SHAPES = shapes.length;
const all = walks.flatMap((walk) => swings.flatMap((swing) => shapes.map((shape) => [walk, ...swing, shape])));

export const N_KINDS = all.length;
export const WALK = Float64Array.from(all, ([walk]) => walk!);
/** Standard deviation of the swing, and the share of it that a week leaves. */
export const SWING = Float64Array.from(all, ([, swing]) => swing!);
export const FADE = Float64Array.from(all, ([, , fade]) => fade!);
/** r: the larger, the closer weeks are to Poisson. */
export const SHAPE = Float64Array.from(all, ([, , , shape]) => shape!);
