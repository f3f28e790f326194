// How much may be computed before the page stops answering: a quarter of a second on a desktop.

import { Refused } from "./outcome.ts";

const MOST_STEPS = 200_000_000;

/** Counts multiplications and ends what takes too many. */
export class Work {
  #left = MOST_STEPS;

  /** @throws Refused, for the server, when all is spent */
  spend(steps: number): void {
    this.#left -= steps;
    if (!(this.#left >= 0)) throw new Refused({ kind: "needs_server", because: "size" });
  }
}
