// What the facilitator holds, on a phone or a laptop: everything that is done in a room, in the order it is needed.

import { useEffect, useState } from "preact/hooks";
import { t, tn } from "../../words.ts";
import { Call, Clock } from "./clock.tsx";
import type { Hub } from "./hub.ts";
import { LeadClock } from "./lead-clock.tsx";
import { LeadGroups } from "./lead-groups.tsx";
import { LeadFiles, LeadLinks } from "./lead-links.tsx";
import { LeadNow } from "./lead-now.tsx";
import { LeadPhase, LeadShown } from "./lead-phase.tsx";
import { LeadPoll } from "./lead-poll.tsx";
import { LeadPush } from "./lead-push.tsx";
import { LeadTake } from "./lead-take.tsx";
import { phaseText } from "./phase.ts";
import { useBase } from "./reach.ts";
import { sceneOf } from "./scene.ts";

export function LeadScreen({ hub, now_ms }: { hub: Hub; now_ms: number }) {
  const scene = sceneOf(hub, now_ms);
  const isRefused = useRefusal(hub);
  const [base, setBase] = useBase(hub, hub.code);
  return (
    <div class="lead-screen">
      <header class="lead-top">
        <div>
          <h1>{hub.setup.title}</h1>
          <p>
            <strong class="lead-code">{hub.code}</strong> · {phaseText(scene.phase)}
            {scene.isFrozen && <span class="lead-frozen"> · {t("Frozen")}</span>}
          </p>
        </div>
        <Clock timer={scene.presenting ? { ...scene.presenting, total_s: 0 } : scene.clock} now_ms={now_ms} />
      </header>
      <p class={`lead-link${hub.isLive ? "" : " is-away"}`} role="status">
        {!hub.isLive && t("No connection. Everything here works on and is sent when it is back.")}{" "}
        {!hub.isLive && hub.nUnsent > 0 && tn("{n} change waits.", "{n} changes wait.", hub.nUnsent)}
      </p>
      {isRefused ? (
        <p class="problem lead-refused" role="alert">
          {t("This screen has no key of this room, so nothing can be changed here. Open the facilitator's link that you were given when the room was opened.")}
        </p>
      ) : (
        <div class="lead-parts">
          <div>
            <LeadNow hub={hub} scene={scene} now_ms={now_ms} base={base} />
            <LeadClock hub={hub} scene={scene} now_ms={now_ms} />
            <LeadPhase hub={hub} scene={scene} />
            <LeadShown hub={hub} scene={scene} />
            <LeadGroups hub={hub} scene={scene} now_ms={now_ms} />
          </div>
          <div>
            <LeadPush hub={hub} scene={scene} />
            <LeadPoll hub={hub} scene={scene} />
            <LeadTake hub={hub} />
            <LeadFiles hub={hub} />
            <LeadLinks hub={hub} base={base} setBase={setBase} />
          </div>
        </div>
      )}
      <Call timer={scene.clock} now_ms={now_ms} />
    </div>
  );
}

/** Whether the server says that this screen doesn't lead; without a server, it does. */
function useRefusal({ code, key }: Hub): boolean {
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    const headers: Record<string, string> = key ? { "Room-Key": key } : {};
    fetch(`/api/v1/rooms/${code}`, { headers })
      .then(async (response) => response.ok && setRefused(!((await response.json()) as { leads: boolean }).leads))
      // No server, no refusal.
      .catch(() => undefined);
  }, [code, key]);
  return isRefused;
}
