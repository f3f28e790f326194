// What is said in a room, to read from: values as they came, so whatever reads them doubts them.

import type { Field } from "../fields.ts";

export interface Named {
  id: string;
  value: unknown;
  clock: number;
  device: string;
}

export class Said {
  private readonly scopes = new Map<string, Map<string, Field>>();

  constructor(fields: Iterable<Field>) {
    for (const field of fields) {
      const names = this.scopes.get(field.scope) ?? new Map<string, Field>();
      this.scopes.set(field.scope, names.set(field.name, field));
    }
  }

  value(scope: string, name: string): unknown {
    return this.scopes.get(scope)?.get(name)?.value;
  }

  /** A text, shortened to what a screen shows; empty where there is none. */
  text(scope: string, name: string, most = 400): string {
    const value = this.value(scope, name);
    return typeof value === "string" ? value.slice(0, most) : "";
  }

  isTrue(scope: string, name: string): boolean {
    return this.value(scope, name) === true;
  }

  /** Every value of a scope by its name. */
  all(scope: string): Record<string, unknown> {
    return Object.fromEntries([...(this.scopes.get(scope) ?? [])].map(([name, { value }]) => [name, value]));
  }

  /** Fields such as guess.<id>, the earliest first; what was taken back is null and left out. */
  under(scope: string, prefix: string): Named[] {
    const begin = `${prefix}.`;
    return [...(this.scopes.get(scope)?.values() ?? [])]
      .filter(({ name, value }) => name.startsWith(begin) && value !== null)
      .map(({ name, value, clock, device }) => ({ id: name.slice(begin.length), value, clock, device }))
      .sort((a, b) => a.clock - b.clock);
  }

  /** When anything of a scope was changed last; 0 if never. */
  movedAt(scope: string): number {
    let last = 0;
    for (const { clock } of this.scopes.get(scope)?.values() ?? []) last = Math.max(last, clock);
    return last;
  }

  /** When a field was written last; 0 if never. */
  writtenAt(scope: string, name: string): number {
    return this.scopes.get(scope)?.get(name)?.clock ?? 0;
  }
}
