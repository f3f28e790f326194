// A question about something that looks mistyped.

import type { Desk } from "./desk.ts";
import { type OddKind, oddKinds, oddText } from "./odd.ts";

export function OddNote({ desk, kinds }: { desk: Desk; kinds: OddKind[] }) {
  const found = oddKinds(desk.item, desk.values, desk.values["odd.people_zero"] ? 0 : null);
  return (
    <div aria-live="polite">
      {found
        .filter((kind) => kinds.includes(kind))
        .map((kind) => (
          <p key={kind} class="odd">
            {oddText(kind)}
          </p>
        ))}
    </div>
  );
}
