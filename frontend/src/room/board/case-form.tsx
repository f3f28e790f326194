// A small form for a case of one's own.

import { t } from "../../words.ts";
import { type CaseDraft, type CaseField, emptyRisk, type RiskDraft } from "./own-case.ts";

interface Props {
  draft: CaseDraft;
  number: number;
  problems: string[];
  change: (draft: CaseDraft) => void;
  remove: (() => void) | null;
  mostRisks: number;
}

export function CaseForm({ draft, number, problems, change, remove, mostRisks }: Props) {
  const id = `case-${number}`;
  const changeRisk = (n: number, risk: RiskDraft): void =>
    change({ ...draft, risks: draft.risks.map((other, m) => (m === n ? risk : other)) });
  const field = (name: CaseField, label: string, hint = "", mode: "text" | "decimal" = "text") => (
    <CaseInput {...{ id, name, label, hint, mode, draft, change }} isWrong={problems.includes(name)} />
  );
  return (
    <fieldset class="own-case tile">
      <legend>{t("Case {n}", { n: number + 1 })}</legend>
      {field("title", t("Title"), t("For example: Cloud migration"))}
      {field("story", t("Story, in a sentence (optional)"))}
      {field("throughput_weekly", t("Items finished in each past week"), t("Oldest first, as in 5, 6, 8, 5"))}
      <div class="own-case-numbers">
        {field("unit", t("What an item is called"), t("tasks"))}
        {field("backlog", t("Items left"), "", "decimal")}
        {field("deadline_weeks", t("Deadline, in weeks"), "", "decimal")}
        {field("team_size", t("People"), "", "decimal")}
        {field("cost_per_person_week", t("Cost of a person for a week"), "", "decimal")}
      </div>
      {draft.risks.map((risk, n) => (
        <RiskForm
          key={n}
          id={`${id}-risk-${n}`}
          number={n}
          risk={risk}
          isWrong={problems.includes(`risks.${n}`)}
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

interface InputProps {
  id: string;
  name: CaseField;
  label: string;
  hint: string;
  mode: "text" | "decimal";
  draft: CaseDraft;
  change: (draft: CaseDraft) => void;
  isWrong: boolean;
}

function CaseInput({ id, name, label, hint, mode, draft, change, isWrong }: InputProps) {
  const own = `${id}-${name}`;
  return (
    <div class="field">
      <label class="form-label" for={own}>
        {label}
      </label>
      <input
        id={own}
        class="form-control"
        inputMode={mode}
        autocomplete="off"
        value={draft[name]}
        placeholder={hint}
        aria-invalid={isWrong ? "true" : undefined}
        aria-describedby={isWrong ? `${own}-wrong` : undefined}
        onInput={(event) => change({ ...draft, [name]: event.currentTarget.value })}
      />
      {isWrong && (
        <p class="problem" id={`${own}-wrong`}>
          {mode === "decimal" || name === "throughput_weekly"
            ? t("A number is needed here.")
            : t("Something is needed here.")}
        </p>
      )}
    </div>
  );
}

interface RiskProps {
  id: string;
  number: number;
  risk: RiskDraft;
  isWrong: boolean;
  change: (risk: RiskDraft) => void;
  remove: () => void;
}

function RiskForm({ id, number, risk, isWrong, change, remove }: RiskProps) {
  const part = (name: keyof RiskDraft, label: string) => (
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
        aria-invalid={isWrong ? "true" : undefined}
        onInput={(event) => change({ ...risk, [name]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <div class="own-risk" role="group" aria-label={t("Risk {n}", { n: number + 1 })}>
      {part("name", t("Risk {n}", { n: number + 1 }))}
      <div class="own-risk-numbers">
        {part("probability", t("Chance, %"))}
        {part("low", t("Items, least"))}
        {part("mode", t("likely"))}
        {part("high", t("most"))}
        <button type="button" class="btn btn-quiet own-risk-remove" onClick={remove}>
          {t("Remove")}
        </button>
      </div>
      {isWrong && (
        <p class="problem">
          {t("A risk needs a name, a chance up to 100 %, and items that do not fall from least to most.")}
        </p>
      )}
    </div>
  );
}
