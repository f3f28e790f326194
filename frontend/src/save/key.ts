// A name for one saving, so that the server saves once however often it is asked.

const BYTES = 16;

/** Random; also where the page came by plain http, which has no randomUUID. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
