// What a forecast is called unless somebody says otherwise: "120 items by 8 Mar 2027".

import type { ForecastRequest } from "../api-types.ts";
import { shortDateText, weekEnd, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";

/** @param start the first day of the work, as 2026-11-23 */
export function nameOf(request: ForecastRequest, start: string): string {
  const [items, deadline] = [itemsText(request.scope), deadlineOf(request.deadline, start)];
  if (!items) return t("How many items by {date}", { date: shortDateText(deadline ?? start) });
  return deadline
    ? t("{items} by {date}", { items, date: shortDateText(deadline) })
    : t("{items} from {date}", { items, date: shortDateText(start) });
}

function itemsText(scope: ForecastRequest["scope"]): string {
  if (!scope) return "";
  const { items, low, high } = scope;
  return items != null
    ? tn("{n} item", "{n} items", items)
    : t("{low} to {high} items", { low: wholeText(low ?? 0), high: wholeText(high ?? 0) });
}

function deadlineOf(deadline: ForecastRequest["deadline"], start: string): string | undefined {
  return deadline?.date ?? (deadline?.weeks ? weekEnd(start, deadline.weeks) : undefined);
}
