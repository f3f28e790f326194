// Step 1: what the team finished, and what is left.

import { numberText } from "../format.ts";
import { t, tn } from "../words.ts";
import { inputsOf, MOST_ITEMS, readHistory } from "./case.ts";
import type { Desk } from "./desk.ts";
import { NumberField, TextField } from "./fields.tsx";
import { HistoryBars } from "./history-bars.tsx";
import { OddNote } from "./odd-note.tsx";

const LONGEST_HISTORY = 3_000;

export function DataStep({ desk }: { desk: Desk }) {
  const { item, values } = desk;
  const { counts, items } = inputsOf(item, values);
  const typed = typeof values["history"] === "string" ? values["history"] : null;
  const isRead = typed === null || typed.trim() === "" || readHistory(typed) !== null;
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return (
    <>
      <h2>{item.title}</h2>
      {item.story && <p class="story">{item.story}</p>}
      <TextField
        label={t("Finished each week, oldest first")}
        value={typed ?? item.throughput_weekly.join(" ")}
        rows={2}
        most={LONGEST_HISTORY}
        isNumbers
        isDisabled={!desk.operates}
        hint={t("From the case; type or paste your own with spaces, commas or semicolons.")}
        change={(text) => desk.say("history", text.trim() === item.throughput_weekly.join(" ") ? null : text)}
      />
      {!isRead && (
        <p class="problem" role="alert">
          {t("These are not numbers of items a week, so the case's count until they are.")}
        </p>
      )}
      <OddNote desk={desk} kinds={["history_total"]} />
      <HistoryBars counts={counts} />
      <p class="hint">
        {tn("{n} week", "{n} weeks", counts.length)} ·{" "}
        {t("{mean} a week on average", { mean: numberText(mean) })}
      </p>
      <NumberField
        label={t("Items to do")}
        value={items}
        least={1}
        most={MOST_ITEMS}
        isWhole
        problem={t("A whole number from 1 to {most}.", { most: MOST_ITEMS })}
        change={(number) => desk.move("items", number)}
      >
        <span class="unit">{item.unit}</span>
      </NumberField>
      <OddNote desk={desk} kinds={["items_total"]} />
    </>
  );
}
