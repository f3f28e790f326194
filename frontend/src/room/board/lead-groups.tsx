// The groups as the facilitator sees them: who needs help, what they propose, whose turn it is.

import { percentText, numberText, shortDateText } from "../../format.ts";
import { t, tn } from "../../words.ts";
import type { BoardNumbers } from "./board-numbers.ts";
import type { GroupState } from "./group-state.ts";
import { type Hub, ROOM } from "./hub.ts";
import type { Scene } from "./scene.ts";
import { Devices, Notes, Steps } from "./tile.tsx";
import { clockText, secondsLeft } from "./timer.ts";
import { Verdict } from "./verdict.tsx";

interface Props {
  hub: Hub;
  scene: Scene;
  now_ms: number;
}

export function LeadGroups({ hub, scene, now_ms }: Props) {
  const { presenting } = scene;
  const isPresenting = scene.phase === "present" && presenting !== null;
  const stop = (): void => hub.say({ scope: ROOM, name: "present", value: null });
  return (
    <section class="lead-part" aria-labelledby="lead-groups">
      <h2 id="lead-groups">{t("Groups")}</h2>
      {isPresenting && (
        <p class="lead-presenting">
          {t("{group} presents", { group: nameOf(scene, presenting.group) })}{" "}
          <strong>{clockText(secondsLeft({ ends_at_ms: presenting.ends_at_ms, total_s: 0 }, now_ms))}</strong>{" "}
          <button type="button" class="btn btn-quiet" onClick={stop}>
            {t("End")}
          </button>
        </p>
      )}
      <ul class="lead-groups">
        {scene.groups.map((group, n) => (
          <GroupCard key={group.number} hub={hub} group={group} numbers={scene.numbers[n]!} />
        ))}
      </ul>
    </section>
  );
}

function nameOf(scene: Scene, number: number): string {
  return scene.groups.find((group) => group.number === number)?.name ?? "";
}

function GroupCard({ hub, group, numbers }: { hub: Hub; group: GroupState; numbers: BoardNumbers }) {
  const { p85, chance, verdict } = numbers;
  const present = (): void => {
    const seconds = hub.setup.present_seconds ?? 90;
    const value = { group: group.number, ends_at_ms: Math.round(hub.serverNow()) + seconds * 1000 };
    hub.say({ scope: ROOM, name: "present", value }, { scope: ROOM, name: "phase", value: "present" });
  };
  return (
    <li class={`lead-group${group.isStuck ? " is-stuck" : ""}${group.isDone ? " is-done" : ""}`}>
      <header>
        <h3>{group.name}</h3> <Devices n={group.nDevices} />
        <button
          type="button"
          class="btn btn-outline btn-sm"
          aria-label={t("Let {group} present", { group: group.name })}
          onClick={present}
        >
          {t("Present")}
        </button>
      </header>
      <Steps group={group} />
      <p class="lead-numbers">
        {group.step >= 2 || group.isDone ? (
          <>
            P85 {p85?.date ? shortDateText(p85.date) : "–"}
            {p85?.weeks != null && ` (${tn("{n} week", "{n} weeks", p85.weeks)})`} ·{" "}
            {chance === null ? "–" : percentText(chance)} {verdict && <Verdict verdict={verdict} />}
          </>
        ) : (
          group.caseTitle
        )}
        {group.guess !== null && <span class="soft"> · {t("guess {n}", { n: numberText(group.guess) })}</span>}
      </p>
      <Notes group={group} />
      {group.reason && <blockquote dir="auto">{group.reason}</blockquote>}
      {group.answers.map(({ id, value }) => (
        <p key={id} class="lead-answer" dir="auto">
          {typeof value === "string" ? value : ""}
        </p>
      ))}
      {group.proposals.length > 0 && (
        <p class="soft">{tn("{n} proposal", "{n} proposals", group.proposals.length)}</p>
      )}
    </li>
  );
}
