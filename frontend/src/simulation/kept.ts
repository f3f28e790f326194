// The simulation of this tab, kept over a reload and other pages.

/** What it takes to ask for the same simulation again, or after it. */
export interface Kept {
  /** Names the forecast that it belongs to. */
  digest: string;
  /** The same for every attempt to start it, so that it is started once. */
  key: string;
  trials: number;
  seed: number;
  /** When it was asked for, in milliseconds. */
  at: number;
  /** Unknown until the server has answered. */
  jobId?: string;
}

const KEY = "flow-forecaster.simulation";
/** The server keeps a result for a day. */
const LIFE_MS = 24 * 60 * 60 * 1000;

export function keep(kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(KEY, JSON.stringify(kept));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Full or forbidden: then a reload forgets it.
  }
}

/** What was kept, if it answers this forecast and the server may still have it. */
export function kept(digest: string, now: number): Kept | null {
  try {
    return keptFrom(sessionStorage.getItem(KEY), digest, now);
  } catch {
    return null;
  }
}

export function keptFrom(json: string | null, digest: string, now: number): Kept | null {
  const found = JSON.parse(json ?? "null") as Partial<Kept> | null;
  const isWhole =
    found?.digest === digest &&
    typeof found.key === "string" &&
    typeof found.trials === "number" &&
    typeof found.seed === "number" &&
    typeof found.at === "number";
  return isWhole && now - found.at! < LIFE_MS ? (found as Kept) : null;
}

/** A new simulation: its own key, and trials of its own. */
export function newKept(digest: string, trials: number, now: number): Kept {
  // randomUUID is closed to pages that came by plain http.
  const [seed, ...rest] = crypto.getRandomValues(new Uint32Array(5));
  const key = rest.map((part) => part.toString(16).padStart(8, "0")).join("");
  return { digest, key, trials, seed: seed!, at: now };
}
