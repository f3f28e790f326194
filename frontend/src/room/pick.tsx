// Which group is yours, where one file holds them all; asked once on a device.

import type { JSX } from "preact";
import { t } from "../words.ts";
import type { Given } from "./desk.ts";
import { remember, remembered } from "./keep.ts";

interface PickProps {
  given: Given[];
  pick: (given: Given) => void;
}

export function Pick({ given, pick }: PickProps): JSX.Element {
  const code = given[0]!.code;
  const choose = (one: Given): void => {
    remember(code, "group", String(one.setup.groups[0]!.number));
    pick(one);
  };
  const last = remembered(code, "group");
  return (
    <div>
      <h1>{t("Which group is yours?")}</h1>
      <ul class="pick-list">
        {given.map((one) => (
          <li key={one.setup.groups[0]!.number}>
            <button type="button" class="pick" onClick={() => choose(one)}>
              <span class="pick-number" aria-hidden="true">
                {one.setup.groups[0]!.number}
              </span>
              <span>
                <strong>{one.setup.groups[0]!.name}</strong>
                <span class="pick-case">
                  {one.setup.cases[0]!.title}
                  {last === String(one.setup.groups[0]!.number) && ` · ${t("yours until now")}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
