// Two ways to say the same: what is typed last counts, the other is emptied.

import { fieldInput } from "./fields.ts";

const rivals: Record<string, string[]> = {
  items: ["itemsLow", "itemsHigh"],
  itemsLow: ["items"],
  itemsHigh: ["items"],
  deadline: ["deadlineWeeks"],
  deadlineWeeks: ["deadline"],
};

export function watchRivals(form: HTMLElement): void {
  form.addEventListener("input", (event) => {
    const input = event.target as HTMLInputElement;
    if (!input.value) return;
    for (const rival of rivals[input.dataset["field"] ?? ""] ?? []) {
      const other = fieldInput(form, rival);
      if (other) other.value = "";
    }
  });
}
