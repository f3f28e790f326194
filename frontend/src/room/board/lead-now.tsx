// What to do now, in three lines, for who does this for the first time.

import type { ComponentChildren } from "preact";
import { t, tn } from "../../words.ts";
import { CopyButton } from "./copy-button.tsx";
import type { GroupState } from "./group-state.ts";
import { type Hub, ROOM } from "./hub.ts";
import { linksOf } from "./links.ts";
import { beginWork, goTo, letPresent, openPoll } from "./moves.ts";
import type { Phase } from "./phase.ts";
import { readyPoll } from "./ready-words.ts";
import type { Scene } from "./scene.ts";
import { clockText, secondsLeft } from "./timer.ts";
import { countVotes } from "./votes.ts";

const WORK_MIN = 25;

interface Props {
  hub: Hub;
  scene: Scene;
  now_ms: number;
  /** How links that phones open begin. */
  base: string;
}

export function LeadNow(props: Props) {
  const Lines = lines[props.scene.phase];
  return (
    <section class="lead-part lead-now" aria-labelledby="lead-now">
      <h2 id="lead-now">{t("What now?")}</h2>
      <ol>
        <Lines {...props} />
      </ol>
    </section>
  );
}

const lines: Record<Phase, (props: Props) => ComponentChildren> = {
  lobby: Joining,
  guess: Guessing,
  work: Working,
  present: Presenting,
  poll: Voting,
  over: Over,
};

function Move({ label, isMain = false, press }: { label: string; isMain?: boolean; press: () => void }) {
  return (
    <button type="button" class={isMain ? "btn btn-main" : "btn btn-outline"} onClick={press}>
      {label}
    </button>
  );
}

function Joining({ hub, scene }: Props) {
  const n = scene.groups.reduce((sum, group) => sum + group.nDevices, 0);
  const there = scene.groups.filter(({ nDevices }) => nDevices > 0).length;
  return (
    <>
      <li>
        {t("Put the board on the wall: people scan its QR code, pick their group and are in.")}
        <a class="btn btn-outline" href={`/r/${hub.code}/board`} target="_blank" rel="noopener">
          {t("Open the board")}
        </a>
      </li>
      <li>
        {tn("{n} device is here,", "{n} devices are here,", n)}{" "}
        {tn("in {n} of {all} groups.", "in {n} of {all} groups.", there, { all: scene.groups.length })}
      </li>
      <li>
        {t("Everybody in? Let them guess before they see a number.")}
        <Move label={t("Begin with guesses")} isMain press={() => goTo(hub, "guess")} />
      </li>
    </>
  );
}

function Guessing({ hub, scene }: Props) {
  const n = scene.groups.reduce((sum, group) => sum + group.guesses.length, 0);
  const minutes = hub.setup.work_minutes ?? WORK_MIN;
  return (
    <>
      <li>{t("Each phone asks in how many weeks it will be done. Nobody sees a number before.")}</li>
      <li>{tn("{n} guess is on the board.", "{n} guesses are on the board.", n)}</li>
      <li>
        {t("Then the groups work through five steps.")}
        <Move label={t("Start the work: {n} min", { n: minutes })} isMain press={() => beginWork(hub, minutes)} />
      </li>
    </>
  );
}

function Working({ hub, scene }: Props) {
  const [first] = scene.groups;
  const done = scene.groups.filter(({ isDone }) => isDone).length;
  const inNeed = scene.groups.filter(({ isStuck, odd }) => isStuck || odd.length > 0);
  return (
    <>
      <li>
        {tn("{n} of {all} groups is done.", "{n} of {all} groups are done.", done, { all: scene.groups.length })}
      </li>
      <li>{inNeed.length ? t("Go and help: {groups}.", { groups: namesOf(inNeed) }) : t("Nobody is stuck. Say something below when it helps.")}</li>
      <li>
        {t("Time is up? Each group presents, with a clock of its own.")}
        {first && <Move label={t("Begin with {group}", { group: first.name })} isMain={done === scene.groups.length} press={() => letPresent(hub, first.number)} />}
      </li>
    </>
  );
}

function Presenting({ hub, scene, now_ms }: Props) {
  const { presenting, groups } = scene;
  const place = presenting ? groups.findIndex(({ number }) => number === presenting.group) : -1;
  const next = groups[place + 1];
  return (
    <>
      <li>
        {presenting && place >= 0
          ? t("{group} presents: {time} left.", {
              group: groups[place]!.name,
              time: clockText(secondsLeft({ ...presenting, total_s: 0 }, now_ms)),
            })
          : t("Nobody presents.")}
        {next && <Move label={t("Next: {group}", { group: next.name })} isMain press={() => letPresent(hub, next.number)} />}
      </li>
      <li>
        {t("After the last, compare with the answer key.")}
        <Move
          label={scene.isKeyShown ? t("Hide the key") : t("Show the key")}
          isMain={!next && !scene.isKeyShown}
          press={() => hub.say({ scope: ROOM, name: "key_shown", value: !scene.isKeyShown })}
        />
      </li>
      <li>
        {t("End with one question to everybody.")}
        <Move label={t("Go to the poll")} isMain={!next && scene.isKeyShown} press={() => goTo(hub, "poll")} />
      </li>
    </>
  );
}

function Voting({ hub, scene }: Props) {
  const { poll } = scene;
  const ready = readyPoll();
  const n = poll ? countVotes(poll, hub.setup, hub.said).reduce((sum, one) => sum + one, 0) : 0;
  return (
    <>
      <li>
        {poll ? t("Asked: {question}", { question: poll.question }) : t("Ask the ready question, or write one of your own below.")}
        {!poll && <Move label={t("Ask: {question}", { question: ready.question })} isMain press={() => openPoll(hub, ready)} />}
      </li>
      <li>{tn("{n} vote", "{n} votes", n)}.</li>
      <li>
        {t("Everybody voted? Then that was it.")}
        <Move label={t("End the workshop")} isMain={poll !== null} press={() => goTo(hub, "over")} />
      </li>
    </>
  );
}

function Over({ hub, base }: Props) {
  const links = linksOf(base, hub.code);
  const all = hub.setup.groups.map(({ number, name }) => `${name}: ${links.group(number)}`).join("\n");
  return (
    <>
      <li>
        {t("Take the results along: a table or a report.")} <a href="#lead-export">{t("To the files")}</a>
      </li>
      <li>
        {t("The groups' pages stay for 90 days. Send everybody their link.")}
        <CopyButton text={all} label={t("Copy all groups' links")} />
      </li>
      <li>{t("Keep your own link as secret as before.")}</li>
    </>
  );
}

function namesOf(groups: GroupState[]): string {
  return groups.map(({ name }) => name).join(", ");
}
