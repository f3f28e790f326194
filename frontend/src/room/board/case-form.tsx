// A small form for a case of one's own.

import { numberText } from "../../format.ts";
import { t, tn } from "../../words.ts";
import { type CaseDraft, type CaseField, emptyRisk, filledRisks, type Problems, readHistory, type RiskDraft } from "./own-case.ts";
import { RiskForm } from "./risk-form.tsx";

interface Props {
  draft: CaseDraft;
  number: number;
  problems: Problems;
  change: (draft: CaseDraft) => void;
  remove: (() => void) | null;
  mostRisks: number;
}

export function CaseForm({ draft, number, problems, change, remove, mostRisks }: Props) {
  const id = `case-${number}`;
  const changeRisk = (n: number, risk: RiskDraft): void =>
    change({ ...draft, risks: draft.risks.map((other, m) => (m === n ? risk : other)) });
  const field = (name: CaseField, label: string, others: Partial<FieldProps> = {}) => (
    <CaseField {...{ id: `${id}-${name}`, label, value: draft[name], problem: problems[name] ?? "" }} {...others} change={(text) => change({ ...draft, [name]: text })} />
  );
  const numeric = { mode: "decimal" } as const;
  return (
    <fieldset class="own-case tile">
      <legend>{t("Case {n}", { n: number + 1 })}</legend>
      {field("title", t("Title"), { example: t("For example: Cloud migration") })}
      {field("story", t("Story, in a sentence (optional)"))}
      {field("throughput_weekly", t("Items finished in each past week"), {
        example: t("Oldest first, as in 5, 6, 8, 5"),
        rows: 2,
        note: historyText(draft.throughput_weekly),
      })}
      <div class="own-case-numbers">
        {field("unit", t("What an item is called"), { example: t("tasks") })}
        {field("backlog", t("Items left"), numeric)}
        {field("deadline_weeks", t("Deadline, in weeks"), numeric)}
        {field("team_size", t("People"), numeric)}
        {field("cost_per_person_week", t("Cost of a person for a week"), numeric)}
        {field("saving_per_month", t("Worth of a month sooner"), numeric)}
        {field("currency", t("Currency"), { example: t("BRL, USD, EUR …") })}
      </div>
      {draft.risks.map((risk, n) => (
        <RiskForm
          key={n}
          id={`${id}-risk-${n}`}
          number={n}
          risk={risk}
          history={draft.throughput_weekly}
          problems={riskProblems(draft, risk, problems)}
          change={(changed) => changeRisk(n, changed)}
          remove={() => change({ ...draft, risks: draft.risks.filter((_, m) => m !== n) })}
        />
      ))}
      <div class="own-case-end">
        {draft.risks.length < mostRisks && (
          <button
            type="button"
            class="btn btn-quiet"
            onClick={() => change({ ...draft, risks: [...draft.risks, emptyRisk] })}
          >
            {t("Add a risk")}
          </button>
        )}
        {remove && (
          <button type="button" class="btn btn-quiet" onClick={remove}>
            {t("Remove this case")}
          </button>
        )}
      </div>
    </fieldset>
  );
}

/** Those of one risk; empty rows are not counted. */
function riskProblems(draft: CaseDraft, risk: RiskDraft, problems: Problems): Problems {
  const place = `risks.${filledRisks(draft).indexOf(risk)}.`;
  const own = Object.entries(problems).filter(([name]) => name.startsWith(place));
  return Object.fromEntries(own.map(([name, text]) => [name.slice(place.length), text]));
}

/** How what was typed is read, so that nobody opens a room with another history than was meant. */
function historyText(text: string): string {
  const { counts } = readHistory(text);
  if (counts.length === 0) return "";
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const weeks = tn("{n} week", "{n} weeks", counts.length);
  return `${weeks} · ${t("{mean} a week on average", { mean: numberText(mean) })}`;
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  example?: string;
  problem: string;
  /** Said under it while nothing is wrong. */
  note?: string;
  rows?: number;
  mode?: "text" | "decimal";
  change: (text: string) => void;
}

function CaseField({ id, label, value, example = "", problem, note = "", rows, mode = "text", change }: FieldProps) {
  const Input = rows ? "textarea" : "input";
  const under = problem || note;
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {label}
      </label>
      <Input
        id={id}
        class="form-control"
        rows={rows}
        inputMode={mode}
        autocomplete="off"
        value={value}
        placeholder={example}
        aria-invalid={problem ? "true" : undefined}
        aria-describedby={under ? `${id}-under` : undefined}
        onInput={(event: Event) => change((event.currentTarget as HTMLInputElement).value)}
      />
      {under && (
        <p class={problem ? "problem" : "hint"} id={`${id}-under`}>
          {under}
        </p>
      )}
    </div>
  );
}
