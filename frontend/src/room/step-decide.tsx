// Step 5: what would make it fit, what the group decides, and why.

import { numberText, percentText, shortDateText, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";
import { inputsOf, LEAST_PEOPLE, MOST_ITEMS, MOST_PEOPLE, MOST_WEEKS } from "./case.ts";
import type { Desk } from "./desk.ts";
import { NumberField, TextField } from "./fields.tsx";
import { OddNote } from "./odd-note.tsx";
import { Travel } from "./travel-view.tsx";

const LONGEST_REASON = 600;

export function DecideStep({ desk }: { desk: Desk }) {
  return (
    <>
      <Levers desk={desk} />
      <Decision desk={desk} />
      <Travel desk={desk} />
    </>
  );
}

function Levers({ desk }: { desk: Desk }) {
  const { item, numbers, values } = desk;
  const { items, people, deadlineWeeks } = inputsOf(item, values);
  const levers = numbers?.levers;
  const percent = percentText(desk.setup.verdict?.go ?? 0.85);
  const refused = (number: number | null): void => {
    if ((number === 0) !== (desk.said["odd.people_zero"] === true)) {
      desk.sayOwn("odd.people_zero", number === 0 ? true : null);
    }
  };
  return (
    <section>
      <h2>{t("What if?")}</h2>
      <p class="hint">{t("One press takes what reaches {percent}, all else as it is now.", { percent })}</p>
      <NumberField
        label={t("Scope")}
        value={items}
        least={1}
        most={MOST_ITEMS}
        isWhole
        step={1}
        problem={t("A whole number from 1 to {most}.", { most: MOST_ITEMS })}
        change={(number) => desk.move("items", number)}
      />
      <Fit
        text={levers?.most_items == null ? t("No scope is small enough.") : tn("Fits at {percent}: up to {n} item", "Fits at {percent}: up to {n} items", levers.most_items, { percent })}
        label={levers?.most_items == null ? null : t("Take {n}", { n: wholeText(levers.most_items) })}
        isTaken={levers?.most_items === items}
        take={() => desk.move("items", levers!.most_items!)}
      />
      <NumberField
        label={t("People")}
        value={people}
        least={LEAST_PEOPLE}
        most={MOST_PEOPLE}
        step={1}
        problem={t("From {least} to {most} people.", { least: numberText(LEAST_PEOPLE), most: MOST_PEOPLE })}
        change={(number) => desk.move("people", Math.round(number * 10) / 10)}
        refused={refused}
      />
      <OddNote desk={desk} kinds={["people_zero"]} />
      <Fit
        text={levers?.fewest_people == null ? t("No team is large enough.") : tn("Fits at {percent}: from {n} person, supposing pace in proportion", "Fits at {percent}: from {n} people, supposing pace in proportion", levers.fewest_people, { percent })}
        label={levers?.fewest_people == null ? null : t("Take {n}", { n: wholeText(levers.fewest_people) })}
        isTaken={levers?.fewest_people === people}
        take={() => desk.move("people", levers!.fewest_people!)}
      />
      <NumberField
        label={t("Deadline, in weeks")}
        value={deadlineWeeks}
        least={1}
        most={MOST_WEEKS}
        isWhole
        step={1}
        problem={t("A number of weeks from 1 to {most}.", { most: MOST_WEEKS })}
        change={(number) => desk.move("deadline_weeks", number)}
      />
      <Fit
        text={levers?.earliest_weeks == null ? t("Not within ten years.") : tn("Fits at {percent}: {n} week, {date}", "Fits at {percent}: {n} weeks, {date}", levers.earliest_weeks, { percent, date: levers.earliest_date ? shortDateText(levers.earliest_date) : "" })}
        label={levers?.earliest_weeks == null ? null : t("Take {n}", { n: levers.earliest_weeks })}
        isTaken={levers?.earliest_weeks === deadlineWeeks}
        take={() => desk.move("deadline_weeks", levers!.earliest_weeks!)}
      />
    </section>
  );
}

interface FitProps {
  text: string;
  /** Null where nothing fits. */
  label: string | null;
  isTaken: boolean;
  take(): void;
}

function Fit({ text, label, isTaken, take }: FitProps) {
  return (
    <p class="fit">
      <span>{text}</span>
      {label && (
        <button type="button" class="btn btn-outline" disabled={isTaken} onClick={take}>
          {label}
        </button>
      )}
    </p>
  );
}

function Decision({ desk }: { desk: Desk }) {
  const decisions = { go: t("GO"), adjust: t("ADJUST"), no_go: t("NO-GO") };
  const { said } = desk;
  const isDone = said["done"] === true;
  return (
    <section>
      <h2>{t("What do you decide?")}</h2>
      <fieldset class="decisions" disabled={!desk.operates}>
        <legend class="visually-hidden">{t("What do you decide?")}</legend>
        {Object.entries(decisions).map(([decision, text]) => (
          <label key={decision} class={`decision verdict-${decision}`}>
            <input
              type="radio"
              name="decision"
              value={decision}
              checked={said["decision"] === decision}
              onChange={() => desk.say("decision", decision)}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <TextField
        label={t("Why? In one sentence")}
        value={typeof said["reason"] === "string" ? said["reason"] : ""}
        rows={3}
        most={LONGEST_REASON}
        isDisabled={!desk.operates}
        placeholder={t("We promise … by …, because …")}
        change={(text) => desk.say("reason", text)}
      />
      <button
        type="button"
        class={isDone ? "btn btn-outline" : "btn btn-main"}
        disabled={!desk.operates || !said["decision"]}
        aria-pressed={isDone}
        onClick={() => desk.say("done", isDone ? null : true)}
      >
        {isDone ? t("✓ Done. Press to change it") : t("We are done")}
      </button>
    </section>
  );
}
