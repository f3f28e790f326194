// The groups as the facilitator sees them: who needs help, what they propose, whose turn it is.

import { percentText, numberText, shortDateText } from "../../format.ts";
import { t, tn } from "../../words.ts";
import { effectText, isProposal, type Proposal, proposalText } from "../proposals.ts";
import type { BoardNumbers } from "./board-numbers.ts";
import type { GroupState } from "./group-state.ts";
import { type Hub, ROOM } from "./hub.ts";
import { letPresent } from "./moves.ts";
import { oddText, type OddKind, KINDS } from "../odd.ts";
import { pushes } from "./pushes.ts";
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
  const stop = (): void => hub.say({ scope: ROOM, name: "present", value: null });
  return (
    <section class="lead-part" aria-labelledby="lead-groups">
      <h2 id="lead-groups">{t("Groups")}</h2>
      {presenting && (
        <p class="lead-presenting">
          {t("{group} presents", { group: nameOf(scene, presenting.group) })}{" "}
          <strong>{clockText(secondsLeft({ ...presenting, total_s: 0 }, now_ms))}</strong>{" "}
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
  return (
    <li class={`lead-group${group.isStuck ? " is-stuck" : ""}${group.isDone ? " is-done" : ""}`}>
      <header>
        <h3>{group.name}</h3> <Devices n={group.nDevices} />
        <button
          type="button"
          class="btn btn-outline"
          aria-label={t("Let {group} present", { group: group.name })}
          onClick={() => letPresent(hub, group.number)}
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
      {group.odd.filter(isOddKind).map((kind) => (
        <p key={kind} class="note-odd">
          {oddText(kind)}
        </p>
      ))}
      {group.reason && <blockquote dir="auto">{group.reason}</blockquote>}
      <Proposed hub={hub} group={group} />
      <Answers hub={hub} group={group} />
    </li>
  );
}

function isOddKind(kind: string): kind is OddKind {
  return (KINDS as readonly string[]).includes(kind);
}

/** What the group's analysts found, and what who types made of it. */
function Proposed({ hub, group }: { hub: Hub; group: GroupState }) {
  const { setup, said } = hub;
  const place = setup.groups.find(({ number }) => number === group.number)?.case ?? 0;
  const item = setup.cases[place]!;
  const proposals = group.proposals.map(({ id, value }) => ({ id, value })).filter(({ value }) => isProposal(value));
  if (proposals.length === 0) return null;
  return (
    <ul class="lead-proposals" aria-label={t("Proposed")}>
      {proposals.map(({ id, value }) => {
        const proposal = value as Proposal;
        return (
          <li key={id}>
            <span dir="auto">{proposalText(item, proposal)}</span> <small>{stateText(proposal)}</small>
            <br />
            <span class="soft">{effectText(item, said.all(group.scope), setup, proposal)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function stateText({ state }: Proposal): string {
  return { open: t("proposed"), taken: t("taken"), left: t("left aside") }[state] ?? "";
}

function Answers({ hub, group }: { hub: Hub; group: GroupState }) {
  const asked = pushes(hub.said);
  return (
    <>
      {group.answers.map(({ id, value }) => (
        <p key={id} class="lead-answer" dir="auto">
          <small>{asked.find((push) => push.kind === "challenge" && push.id === id)?.text}</small>
          {typeof value === "string" ? value : ""}
        </p>
      ))}
    </>
  );
}
