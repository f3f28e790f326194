// What is said in a room: stamped fields, of which the later one wins, wherever they meet. Sending a field twice
// changes nothing, and neither does the order of arrival.

/** What one device said, as a server or another device keeps it. */
export interface Field {
  /** "room", or a group's: "g1" and so on. */
  scope: string;
  name: string;
  value: unknown;
  /** Milliseconds since 1970 by the server's clock; the later wins, then the greater device. */
  clock: number;
  device: string;
}

/** Fields by `keyOf`; never changed, only replaced. */
export type Known = ReadonlyMap<string, Field>;

export const WHOLE_ROOM = "room";
export const NOTHING: Known = new Map();

export function scopeOf(group: number): string {
  return `g${group}`;
}

export function keyOf(scope: string, name: string): string {
  return `${scope} ${name}`;
}

export function isNewer(one: Field, other: Field): boolean {
  return one.clock > other.clock || (one.clock === other.clock && one.device > other.device);
}

/** With what others say, where it is newer; the same map when nothing is. */
export function merged(known: Known, said: Iterable<Field>): Known {
  let result: Map<string, Field> | undefined;
  for (const field of said) {
    const key = keyOf(field.scope, field.name);
    const found = (result ?? known).get(key);
    if (found && !isNewer(field, found)) continue;
    result ??= new Map(known);
    result.set(key, field);
  }
  return result ?? known;
}

/** With these fields in place of what was known, newer or not. */
export function replaced(known: Known, fields: Iterable<Field>): Known {
  const result = new Map(known);
  for (const field of fields) result.set(keyOf(field.scope, field.name), field);
  return result;
}

/** A value; undefined where nobody said it, or where it was taken back with null. */
export function valueOf(known: Known, scope: string, name: string): unknown {
  return known.get(keyOf(scope, name))?.value ?? undefined;
}

/** The values of a scope by name, without what was taken back. */
export function valuesOf(known: Known, scope: string): Values {
  const values: Record<string, unknown> = {};
  for (const field of known.values()) {
    if (field.scope === scope && field.value !== null) values[field.name] = field.value;
  }
  return values;
}

export type Values = Readonly<Record<string, unknown>>;

/** The values whose names are `prefix` and something, as [something, value]. */
export function under(values: Values, prefix: string): [string, unknown][] {
  return Object.entries(values)
    .filter(([name]) => name.startsWith(`${prefix}.`))
    .map(([name, value]) => [name.slice(prefix.length + 1), value]);
}

/** A stamp after everything known, and not before now. */
export function nextClock(known: Known, serverNowMs: number): number {
  let last = 0;
  for (const { clock } of known.values()) last = Math.max(last, clock);
  return Math.max(Math.round(serverNowMs), last + 1);
}
