// What the form that opens a room makes of its choices.

import type { Case, RoomSetup, VerdictRule } from "../../api-types.ts";
import type { PaceModel } from "../numbers.ts";
import { t } from "../../words.ts";

export interface Choices {
  title: string;
  language: "pt-BR" | "en";
  cases: Case[];
  groups: number;
  work_minutes: number;
  present_seconds: number;
  pace_model: PaceModel;
  /** The deck's; without one, the product's. */
  verdict?: VerdictRule | undefined;
  wifi_name: string;
  wifi_password: string;
}

/** @param start the first day of the work, as 2026-11-23 */
export function setupOf(choices: Choices, start: string): RoomSetup {
  const { title, language, cases, work_minutes, present_seconds, pace_model, verdict } = choices;
  const wifi = choices.wifi_name.trim()
    ? { name: choices.wifi_name.trim(), password: choices.wifi_password }
    : null;
  return {
    title: title.trim() || t("Forecasting workshop"),
    language,
    start,
    work_minutes,
    present_seconds,
    pace_model,
    ...(verdict && { verdict }),
    wifi,
    cases,
    groups: Array.from({ length: choices.groups }, (_, n) => ({
      number: n + 1,
      name: t("Group {n}", { n: n + 1 }),
      case: n % cases.length,
    })),
  };
}
