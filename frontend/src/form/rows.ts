// The form's lists of rows: risks, people joining or leaving, days off.

import { type Draft, emptyChange, emptyDaysOff, emptyRisk, type RowsField } from "../draft.ts";

type Row = Record<string, string | boolean>;

const empty: { [Field in RowsField]: Draft[Field][number] } = {
  risks: emptyRisk,
  changes: emptyChange,
  daysOff: emptyDaysOff,
};

export function readRows(form: HTMLElement): Pick<Draft, RowsField> {
  const lists = groups(form).map((group) => [fieldOf(group), rowsIn(group).map(readRow)]);
  return Object.fromEntries(lists) as Pick<Draft, RowsField>;
}

export function writeRows(form: HTMLElement, draft: Draft): void {
  for (const group of groups(form)) {
    const rows = draft[fieldOf(group)] as unknown as Row[];
    while (rowsIn(group).length > rows.length) rowsIn(group).at(-1)!.remove();
    while (rowsIn(group).length < rows.length) appendRow(group);
    rowsIn(group).forEach((element, index) => writeRow(element, rows[index]!));
  }
}

/** Adding and removing rows by their buttons; `changed` is called after each. */
export function watchRows(form: HTMLElement, changed: () => void): void {
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-add], [data-remove]");
    if (!button) return;
    if ("add" in button.dataset) addRow(button);
    else removeRow(button);
    changed();
  });
}

export function rowsIn(group: Element): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>("[data-row]")];
}

function addRow(button: HTMLElement): void {
  const group = button.closest<HTMLElement>("[data-rows]")!;
  const row = appendRow(group);
  writeRow(row, empty[fieldOf(group)] as unknown as Row);
  row.querySelector<HTMLElement>("input")?.focus();
}

function removeRow(button: HTMLElement): void {
  const group = button.closest("[data-rows]")!;
  button.closest("[data-row]")!.remove();
  (rowsIn(group).at(-1)?.querySelector("input") ?? group.querySelector<HTMLElement>("[data-add]"))?.focus();
}

function appendRow(group: Element): HTMLElement {
  const template = group.querySelector("template")!;
  group.querySelector(".row-list")!.append(template.content.cloneNode(true));
  return rowsIn(group).at(-1)!;
}

function readRow(element: HTMLElement): Row {
  return Object.fromEntries(
    parts(element).map((input) => [input.dataset["part"]!, isSwitch(input) ? input.checked : input.value]),
  );
}

function writeRow(element: HTMLElement, row: Row): void {
  for (const input of parts(element)) {
    const value = row[input.dataset["part"]!];
    if (typeof value === "boolean") input.checked = value;
    else if (value !== undefined && input.value !== value) input.value = value;
  }
}

function parts(element: HTMLElement): HTMLInputElement[] {
  return [...element.querySelectorAll<HTMLInputElement>("[data-part]")];
}

function isSwitch(input: HTMLInputElement): boolean {
  return input.type === "checkbox";
}

function groups(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>("[data-rows]")];
}

function fieldOf(group: HTMLElement): RowsField {
  return group.dataset["rows"] as RowsField;
}
