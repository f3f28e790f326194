// The six numbers that are always in view.

import { compactMoneyText, percentText, shareText } from "../format.ts";
import { t } from "../words.ts";
import type { Desk } from "./desk.ts";
import { CONFIDENCES } from "./case.ts";
import { shortWeeksText, whenDayText } from "./typed.ts";

export function Bar({ desk, isHidden }: { desk: Desk; isHidden: boolean }) {
  const { item } = desk;
  const numbers = isHidden ? null : desk.numbers;
  const chance = numbers?.chance ?? null;
  const shown = [
    ...CONFIDENCES.map((confidence, n) => ({
      name: `P${Math.round(confidence * 100)}`,
      value: numbers ? shortWeeksText(numbers.when[n]?.weeks) : "–",
      under: numbers ? whenDayText(numbers.when[n]) : "",
    })),
    { name: t("Chance"), value: chance === null ? "–" : percentText(chance), under: "" },
    { name: t("Scope"), value: numbers?.share == null ? "–" : shareText(numbers.share), under: "" },
    {
      name: t("Cost"),
      value: numbers?.cost == null ? "–" : compactMoneyText(numbers.cost, item.currency ?? "BRL"),
      under: "",
    },
  ];
  return (
    <dl class={`bar verdict-${(numbers && numbers.verdict) || "none"}`} aria-label={t("Your forecast")}>
      {shown.map(({ name, value, under }) => (
        <div key={name}>
          <dt>
            {name}
            {under && <span class="bar-under">{under}</span>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
