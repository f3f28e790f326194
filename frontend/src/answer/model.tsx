// What the pace model found, in the server's words, and the way to plain resampling and back.

import type { JSX } from "preact";
import type { ForecastResult } from "../api-types.ts";
import { emptyDraft } from "../draft.ts";
import type { Actions } from "../view.ts";
import { t } from "../words.ts";

interface ModelProps {
  answer: ForecastResult;
  change?: Actions["change"];
}

export function Model({ answer, change }: ModelProps): JSX.Element {
  const isPlain = answer.model.pace === "resample";
  return (
    <div class="model">
      {answer.model.explanation && <p>{answer.model.explanation}</p>}
      {change && (
        <button
          type="button"
          class="btn btn-quiet"
          onClick={() => change({ paceModel: isPlain ? emptyDraft.paceModel : "resample" })}
        >
          {isPlain ? t("Use the best known model") : t("Use plain resampling")}
        </button>
      )}
    </div>
  );
}
