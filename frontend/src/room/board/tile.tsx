// A group on the board: where it is, what it promises, who needs help.

import type { When } from "../../api-types.ts";
import { percentText, dayText, moneyText, shortDateText } from "../../format.ts";
import { t, tn } from "../../words.ts";
import type { BoardNumbers } from "./board-numbers.ts";
import type { GroupState } from "./group-state.ts";
import { stepText } from "./phase.ts";
import { Verdict } from "./verdict.tsx";

const YEAR_WEEKS = 50;

interface Props {
  group: GroupState;
  numbers: BoardNumbers;
}

export function Tile({ group, numbers }: Props) {
  const { p85, chance, cost, currency, verdict } = numbers;
  const hasNumbers = group.step >= 2 || group.isDone;
  const state = group.isDone ? " is-done" : group.isStuck ? " is-stuck" : "";
  return (
    <li class={`board-tile${state}`} data-group={group.number}>
      <header>
        <h2>{group.name}</h2>
        <p class="tile-case">{group.caseTitle}</p>
        <Devices n={group.nDevices} />
      </header>
      <Steps group={group} />
      <div class="tile-numbers">
        <p class="tile-date">{hasNumbers && p85 ? shortestDate(p85) : "–"}</p>
        <p class="tile-chance">{hasNumbers && chance !== null ? percentText(chance) : "–"}</p>
        <p class="tile-weeks">
          {hasNumbers && p85?.weeks != null ? `P85 · ${tn("{n} week", "{n} weeks", p85.weeks)}` : "P85"}
        </p>
        <p class="tile-verdict">{hasNumbers && verdict && <Verdict verdict={verdict} />}</p>
      </div>
      <div class="tile-end">
        <p class="tile-cost">{hasNumbers && cost !== null ? moneyText(cost, currency) : "–"}</p>
        <Notes group={group} />
      </div>
    </li>
  );
}

/** Day and month, large; with the year where that may be another than one thinks. */
function shortestDate({ date, weeks }: When): string {
  if (!date || weeks === null) return "–";
  return weeks <= YEAR_WEEKS ? dayText(date) : shortDateText(date);
}

export function Devices({ n }: { n: number }) {
  const words = tn("{n} device", "{n} devices", n);
  return (
    <span class="tile-devices" title={words}>
      <svg viewBox="0 0 12 20" aria-hidden="true">
        <rect x="1" y="1" width="10" height="18" rx="2" />
        <path d="M5 16h2" />
      </svg>
      <span aria-hidden="true">{n}</span>
      <span class="visually-hidden">{words}</span>
    </span>
  );
}

export function Steps({ group }: { group: GroupState }) {
  const words = group.isDone
    ? t("Done")
    : group.step
      ? `${group.step} · ${stepText(group.step)}`
      : t("Not begun");
  return (
    <p class="tile-steps">
      <span class="step-dots" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((step) => (
          <i key={step} class={group.isDone || step <= group.step ? "is-past" : ""} />
        ))}
      </span>
      <span>{words}</span>
    </p>
  );
}

/** What the facilitator should know; the line is there also when it is empty, so that nothing jumps. */
export function Notes({ group }: { group: GroupState }) {
  return (
    <p class="tile-notes">
      {group.isDone && group.decision && (
        <span class="tile-decision">
          <span class="tile-decided">{t("Decided:")}</span> <Verdict verdict={group.decision} />
        </span>
      )}
      {group.isStuck && <span class="note-stuck">{t("Stuck, 3 min")}</span>}
      {group.odd.length > 0 && <span class="note-odd">{t("Odd number?")}</span>}
    </p>
  );
}
