// Cases of one's own, each in a small form, with what is wrong beside each field.

import { t } from "../../words.ts";
import { CaseForm } from "./case-form.tsx";
import { type CaseDraft, emptyCase, type Problems } from "./own-case.ts";

interface Props {
  drafts: CaseDraft[];
  problems: Problems[];
  mostCases: number;
  mostRisks: number;
  change: (drafts: CaseDraft[]) => void;
}

export function OwnCases({ drafts, problems, mostCases, mostRisks, change }: Props) {
  return (
    <>
      {drafts.map((draft, n) => (
        <CaseForm
          key={n}
          draft={draft}
          number={n}
          problems={problems[n] ?? {}}
          mostRisks={mostRisks}
          change={(changed) => change(drafts.map((other, m) => (m === n ? changed : other)))}
          remove={drafts.length > 1 ? () => change(drafts.filter((_, m) => m !== n)) : null}
        />
      ))}
      {drafts.length < mostCases && (
        <p>
          <button
            type="button"
            class="btn btn-outline"
            onClick={() => change([...drafts, { ...emptyCase, currency: drafts.at(-1)?.currency ?? "" }])}
          >
            {t("Add a case")}
          </button>
        </p>
      )}
    </>
  );
}
