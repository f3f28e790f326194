// Puts what the server refused next to the field it is about.

import type { FieldProblem } from "../api-types.ts";
import { element } from "../dom.ts";
import type { RowsField } from "../draft.ts";
import { fieldInput } from "./fields.ts";
import { rowsIn } from "./rows.ts";

/** The server's names of single fields, most particular first. */
const fields: [start: string, field: string][] = [
  ["history.last_period_end", "historyEnd"],
  ["history.period_days", "periodDays"],
  ["history", "history"],
  ["scope.low", "itemsLow"],
  ["scope.high", "itemsHigh"],
  ["scope.complexity", "complexity"],
  ["scope.split_rate.high", "splitHigh"],
  ["scope.split_rate", "splitLow"],
  ["scope", "items"],
  ["deadline.weeks", "deadlineWeeks"],
  ["deadline", "deadline"],
  ["start", "start"],
  ["team.history_size", "historySize"],
  ["team.cost_per_person_week", "cost"],
  ["team.currency", "currency"],
  ["team.focus", "focus"],
  ["team.size", "size"],
  ["calendar.holidays.subdivision", "subdivision"],
  ["calendar.holidays", "country"],
  ["pace_model", "paceModel"],
  ["verdict.adjust", "adjust"],
  ["verdict", "go"],
];

const lists: [start: string, field: RowsField][] = [
  ["risks", "risks"],
  ["team.changes", "changes"],
  ["calendar.days_off", "daysOff"],
];

export function clearProblems(form: HTMLElement): void {
  for (const shown of form.querySelectorAll(".problem")) shown.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    describe(input, (ids) => ids.filter((id) => !id.startsWith("problem-")));
  }
}

/** Shows each problem at its field; what belongs to none comes back. */
export function showProblems(
  form: HTMLElement,
  problems: FieldProblem[],
  riskRows: number[],
): FieldProblem[] {
  clearProblems(form);
  return problems.filter((problem, index) => {
    const place = placeOf(form, problem.field, riskRows);
    if (place) showAt(place, problem.message, `problem-${index}`);
    return !place;
  });
}

function placeOf(form: HTMLElement, field: string, riskRows: number[]): HTMLElement | null {
  const list = lists.find(([start]) => isUnder(field, start));
  if (list) return rowPlace(form, field.slice(list[0].length + 1), list[1], riskRows);
  const known = fields.find(([start]) => isUnder(field, start));
  return known ? fieldInput(form, known[1]) : null;
}

function rowPlace(form: HTMLElement, rest: string, field: RowsField, riskRows: number[]): HTMLElement | null {
  const [index = "0", ...parts] = rest.split(".");
  const rows = rowsIn(form.querySelector(`[data-rows="${field}"]`)!);
  // Only the risks that count were sent, and days off day by day.
  const row =
    rows[field === "risks" ? (riskRows[Number(index)] ?? -1) : field === "changes" ? Number(index) : 0];
  const inputs = [...(row?.querySelectorAll<HTMLElement>("[data-part]") ?? [])];
  // The order of the three numbers is a problem of the first.
  const wanted = parts.at(-1) === "impact" ? "low" : parts.at(-1);
  return inputs.find((input) => input.dataset["part"] === wanted) ?? inputs[0] ?? null;
}

function showAt(input: HTMLElement, message: string, id: string): void {
  const after = input.closest(".row-card") ?? input.closest(".field") ?? input;
  const shown = element("p", { class: "problem", id }, message);
  if (after.matches(".row-card, .field")) after.append(shown);
  else after.after(shown);
  input.setAttribute("aria-invalid", "true");
  describe(input, (ids) => [...ids, id]);
  for (let fold = input.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}

function describe(input: Element, change: (ids: string[]) => string[]): void {
  const ids = change((input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
  else input.removeAttribute("aria-describedby");
}

function isUnder(field: string, start: string): boolean {
  return field === start || field.startsWith(`${start}.`);
}
