// Brings a drawing into view together with what is under it, if one of them is not.

/** What will be said under the controls needs so much room, in pixels. */
const ROOM = 120;

export function bringIntoView(drawing: Element, under: Element): void {
  const { top } = drawing.getBoundingClientRect();
  const { bottom } = under.getBoundingClientRect();
  if (top < 0 || bottom + ROOM > innerHeight) drawing.scrollIntoView({ block: "start" });
}
