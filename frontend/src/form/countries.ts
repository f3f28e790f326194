// The countries and states whose holidays are known: loaded when the calendar is opened.

import type { Countries, CountryAnswer } from "../api-types.ts";
import type { Draft } from "../draft.ts";
import { byId } from "../dom.ts";
import { language } from "../words.ts";

export function watchCountries(current: () => Draft): (draft: Draft) => void {
  const fold = byId<HTMLDetailsElement>("fold-calendar");
  let countries: CountryAnswer[] = [];
  let isAsked = false;

  async function load(): Promise<void> {
    if (!fold.open || isAsked) return;
    isAsked = true;
    try {
      const response = await fetch("/api/v1/countries", { headers: { "Accept-Language": language } });
      countries = ((await response.json()) as Countries).countries;
      fillSelect(
        byId("f-country"),
        countries.map(({ code, name }) => [code, name]),
        current().country,
      );
      show(current());
    } catch {
      isAsked = false;
    }
  }

  function show(draft: Draft): void {
    const states = countries.find(({ code }) => code === draft.country)?.subdivisions ?? [];
    const select = byId<HTMLSelectElement>("f-subdivision");
    if (countries.length)
      fillSelect(
        select,
        states.map((code) => [code, code]),
        draft.subdivision,
      );
    select.disabled = !states.length && !draft.subdivision;
  }

  fold.addEventListener("toggle", () => void load());
  return show;
}

/** Keeps the first option, which stands for none. */
function fillSelect(
  select: HTMLSelectElement,
  options: [value: string, text: string][],
  value: string,
): void {
  const wanted = ["", ...options.map(([code]) => code)].join();
  if ([...select.options].map((option) => option.value).join() !== wanted) {
    select.length = 1;
    for (const [code, text] of options) select.add(new Option(text, code));
  }
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}
