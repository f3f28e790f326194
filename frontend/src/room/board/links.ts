// Where things of a room are found.

export interface Links {
  join: string;
  group: (number: number) => string;
  board: string;
  lead: string;
  paper: string;
}

/** @param base the address by which people get here, as http://192.168.0.7:8080 */
export function linksOf(base: string, code: string, key = ""): Links {
  const room = `${base.replace(/\/+$/, "")}/r/${code}`;
  return {
    join: room,
    group: (number) => `${room}/g${number}`,
    board: `${room}/board`,
    // What stands after the # is never sent.
    lead: key ? `${room}/lead#${key}` : `${room}/lead`,
    paper: `${room}/paper`,
  };
}

/** Whether other devices cannot mean the same by this address. */
export function isOnlyHere(base: string): boolean {
  const name = /^https?:\/\/(\[[^\]]*\]|[^:/]*)/.exec(base)?.[1] ?? "";
  return name === "localhost" || name.endsWith(".localhost") || /^127\./.test(name) || name === "[::1]";
}

/** An address without what people need not type. */
export function shortLink(link: string): string {
  return link.replace(/^https?:\/\//, "");
}
