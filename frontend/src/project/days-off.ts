// More rows for days off than the page came with.

import { button } from "../dom.ts";
import { t } from "../words.ts";

export function watchDaysOff(form: HTMLFormElement): void {
  const place = form.querySelector("[data-days-off]");
  const list = place?.querySelector("ul");
  if (!place || !list) return;
  const add = button(t("Add days off"), "btn btn-quiet add", () => {
    const row = list.lastElementChild?.cloneNode(true) as HTMLElement;
    const inputs = row.querySelectorAll("input");
    for (const input of inputs) input.value = "";
    list.append(row);
    inputs[0]?.focus();
  });
  list.after(add);
}
