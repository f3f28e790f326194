// A risk of a case of one's own: how likely it is, and how many items it adds.

import { t } from "../../words.ts";
import { impactText, type Problems, type RiskDraft } from "./own-case.ts";

interface Props {
  id: string;
  number: number;
  risk: RiskDraft;
  /** Of its case, as typed. */
  history: string;
  /** By name, probability and impact. */
  problems: Problems;
  change: (risk: RiskDraft) => void;
  remove: () => void;
}

export function RiskForm({ id, number, risk, history, problems, change, remove }: Props) {
  const part = (name: keyof RiskDraft, label: string, problem: "name" | "probability" | "impact") => (
    <div class="field">
      <label class="form-label" for={`${id}-${name}`}>
        {label}
      </label>
      <input
        id={`${id}-${name}`}
        class="form-control"
        inputMode={name === "name" ? "text" : "decimal"}
        autocomplete="off"
        value={risk[name]}
        aria-invalid={problems[problem] ? "true" : undefined}
        aria-describedby={problems[problem] ? `${id}-${problem}-wrong` : undefined}
        onInput={(event) => change({ ...risk, [name]: event.currentTarget.value })}
      />
      {problem !== "impact" && problems[problem] && (
        <p class="problem" id={`${id}-${problem}-wrong`}>
          {problems[problem]}
        </p>
      )}
    </div>
  );
  return (
    <div class="own-risk" role="group" aria-label={t("Risk {n}", { n: number + 1 })}>
      {part("name", t("Risk {n}", { n: number + 1 }), "name")}
      <div class="own-risk-numbers">
        {part("probability", t("Chance, %"), "probability")}
        {part("low", t("Items, least"), "impact")}
        {part("mode", t("likely"), "impact")}
        {part("high", t("most"), "impact")}
        <button type="button" class="btn btn-quiet own-risk-remove" onClick={remove}>
          {t("Remove")}
        </button>
      </div>
      {problems["impact"] && (
        <p class="problem" id={`${id}-impact-wrong`}>
          {problems["impact"]}
        </p>
      )}
      <p class="hint own-risk-weeks" aria-live="polite">
        {!problems["impact"] && impactText(risk, history)}
      </p>
    </div>
  );
}
