// How many groups, how long they work and present, in which language, and how pace is forecast.

import { t } from "../../words.ts";
import { hasModel, type PaceModel } from "../numbers.ts";
import { NumberField } from "./number-field.tsx";
import type { Choices } from "./room-setup.ts";

interface Props {
  choices: Choices;
  /** As many as there are cases, unless somebody says otherwise. */
  groups: number;
  mostGroups: number;
  change: (changes: Partial<Choices>) => void;
}

export function RoomNumbers({ choices, groups, mostGroups, change }: Props) {
  return (
    <div class="room-numbers">
      <NumberField
        id="room-groups"
        label={t("Groups")}
        hint={t("One for each case, if you leave it.")}
        value={groups}
        least={1}
        most={mostGroups}
        change={(groups) => change({ groups })}
      />
      <NumberField
        id="room-minutes"
        label={t("Minutes to work")}
        value={choices.work_minutes}
        least={1}
        most={240}
        change={(work_minutes) => change({ work_minutes })}
      />
      <NumberField
        id="room-seconds"
        label={t("Seconds to present")}
        value={choices.present_seconds}
        least={10}
        most={1800}
        change={(present_seconds) => change({ present_seconds })}
      />
      <div class="field">
        <label class="form-label" for="room-language">
          {t("Language of the cases")}
        </label>
        <select
          id="room-language"
          class="form-select"
          value={choices.language}
          onChange={(event) => change({ language: event.currentTarget.value === "en" ? "en" : "pt-BR" })}
        >
          <option value="pt-BR">Português</option>
          <option value="en">English</option>
        </select>
      </div>
    </div>
  );
}

/** Nothing where there is no choice: a room's model is one that every phone computes without the server. */
export function PaceModelField({ choices, change }: Pick<Props, "choices" | "change">) {
  const offered = models().filter(([model]) => hasModel(model));
  if (offered.length < 2) return null;
  return (
    <div class="field">
      <label class="form-label" for="room-model">
        {t("Pace model")}
      </label>
      <select
        id="room-model"
        class="form-select"
        aria-describedby="room-model-hint"
        value={choices.pace_model}
        onChange={(event) => change({ pace_model: event.currentTarget.value as PaceModel })}
      >
        {offered.map(([model, name]) => (
          <option key={model} value={model}>
            {name}
          </option>
        ))}
      </select>
      <p class="hint" id="room-model-hint">
        {choices.pace_model === "resample"
          ? t("Every coming week is one of the past weeks, as in the exercise on paper.")
          : t("What other teams with such a history did next, learned from many of them; the weeks around New Year count for less. The exercise on paper still draws past weeks.")}
      </p>
    </div>
  );
}

function models(): [PaceModel, string][] {
  return [
    ["resample", t("Plain resampling")],
    ["auto", t("Best known: the pool")],
  ];
}
