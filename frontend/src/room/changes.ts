// What a group's numbers differ in from its case, in a few words each.

import type { Case } from "../api-types.ts";
import { exactText } from "../format.ts";
import { t, tn } from "../words.ts";
import { inputsOf } from "./case.ts";
import type { Values } from "./fields.ts";

/** One field and what it became, as in "scope 60". */
export function changeText(item: Case, field: string, value: unknown): string {
  const risk = /^risk\.(\d+)$/.exec(field);
  if (risk) {
    const name = item.risks?.[Number(risk[1])]?.name ?? "";
    return value === true ? t("with “{risk}”", { risk: name }) : t("without “{risk}”", { risk: name });
  }
  const n = typeof value === "number" ? exactText(value) : "–";
  switch (field) {
    case "items":
      return t("scope {n}", { n });
    case "people":
      return t("people {n}", { n });
    case "deadline_weeks":
      return tn("deadline {n} week", "deadline {n} weeks", Number(value), { n });
    default:
      return t("cost {n}", { n });
  }
}

/** All that a group changed; a risk is changed where the group switched it off. */
export function changesOf(item: Case, values: Values): string[] {
  const [now, stated] = [inputsOf(item, values), inputsOf(item, {})];
  const parts: [field: string, now: number, stated: number][] = [
    ["items", now.items, stated.items],
    ["people", now.people, stated.people],
    ["deadline_weeks", now.deadlineWeeks, stated.deadlineWeeks],
    ["cost_per_person_week", now.costPerPersonWeek, stated.costPerPersonWeek],
  ];
  const off = (item.risks ?? []).flatMap((_, n) => (values[`risk.${n}`] === false ? [`risk.${n}`] : []));
  return [
    ...(now.counts.join() === stated.counts.join() ? [] : [t("a history of its own")]),
    ...parts.filter(([, one, other]) => one !== other).map(([field, one]) => changeText(item, field, one)),
    ...off.map((field) => changeText(item, field, false)),
  ];
}
