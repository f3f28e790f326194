// The form's single fields: from what is typed to a draft, and back.

import { type Draft, emptyDraft, type TextField } from "../draft.ts";
import { readRows, writeRows } from "./rows.ts";

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function readForm(form: HTMLElement, before: Draft = emptyDraft): Draft {
  const draft = { ...before };
  for (const input of inputs(form)) {
    const field = input.dataset["field"] as TextField;
    if (field in emptyDraft) draft[field] = input.value as never;
  }
  draft.workdays = workdayBoxes(form)
    .filter((box) => box.checked)
    .map((box) => box.value)
    .join("");
  return { ...draft, ...readRows(form) };
}

export function writeForm(form: HTMLElement, draft: Draft): void {
  for (const input of inputs(form)) {
    const value = draft[input.dataset["field"] as TextField];
    if (value !== undefined && input.value !== value) write(input, value);
  }
  for (const box of workdayBoxes(form)) box.checked = draft.workdays.includes(box.value);
  writeRows(form, draft);
  if (draft.itemsLow || draft.itemsHigh) form.querySelector("#range")?.setAttribute("open", "");
}

export function fieldInput(form: HTMLElement, field: string): Input | null {
  return form.querySelector<Input>(`[data-field="${field}"]`);
}

function inputs(form: HTMLElement): Input[] {
  return [...form.querySelectorAll<Input>("[data-field]")];
}

function workdayBoxes(form: HTMLElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("[data-workdays] input")];
}

function write(input: Input, value: string): void {
  const isNewOption =
    input instanceof HTMLSelectElement && ![...input.options].some((option) => option.value === value);
  // Options that come later, such as the countries, keep what a link says.
  if (isNewOption) input.add(new Option(value, value));
  input.value = value;
}
