// Numbers, dates and money as people write them in the page's language.

import { language } from "./words.ts";

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
const longDate = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const shortDate = new Intl.DateTimeFormat(language, {
  // 08/03/2027 has one meaning in Portuguese; in English it would have two.
  ...(language === "en" ? { dateStyle: "medium" } : { day: "2-digit", month: "2-digit", year: "numeric" }),
  timeZone: "UTC",
});
const dayAndMonth = new Intl.DateTimeFormat(language, {
  ...(language === "en" ? { day: "numeric", month: "short" } : { day: "2-digit", month: "2-digit" }),
  timeZone: "UTC",
});

export function wholeText(number: number): string {
  return whole.format(number);
}

/** All the digits that were typed. */
export function exactText(number: number): string {
  return exact.format(number);
}

export function numberText(number: number): string {
  return oneDecimal.format(number);
}

/**
 * Rounded down, as the server says it: 84.9 % does not pass for 85 %. Never 100 % and never 0 %: nothing about the
 * future is that sure.
 */
export function percentText(chance: number): string {
  if (chance > 0.99) return `> ${percents.format(0.99)}`;
  if (chance < 0.01) return `< ${percents.format(0.01)}`;
  return wholePercentText(chance);
}

/** Rounded down; it may be all, or more than all. */
export function wholePercentText(share: number): string {
  return percents.format(Math.floor(share * 100 + 1e-9) / 100);
}

/** How much of something is there; all of it only when all is there. */
export function shareText(share: number): string {
  return percents.format(Math.floor(share * 100) / 100);
}

/** A difference of chances, rounded up: 0.0052 is 0.6, or 0.52 where differences are that small. */
export function pointsText(difference: number, isFine: boolean): string {
  const digits = isFine ? 2 : 1;
  const points = Math.ceil(difference * 100 * 10 ** digits - 1e-9) / 10 ** digits;
  return points.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function moneyText(amount: number, currency: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(
    amount,
  );
}

/** @param date as 2027-03-08 */
/** Where there is little room: R$ 413 mil, or R$ 1,25 mi. */
export function compactMoneyText(amount: number, currency: string): string {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    notation: "compact",
    maximumSignificantDigits: 3,
  }).format(amount);
}

export function dateText(date: string): string {
  return longDate.format(Date.parse(date));
}

export function shortDateText(date: string): string {
  return shortDate.format(Date.parse(date));
}

export function dayText(date: string): string {
  return dayAndMonth.format(Date.parse(date));
}

/** The day on which week `week` ends: start + 7 days each. */
export function weekEnd(start: string, week: number): string {
  return new Date(Date.parse(start) + week * 7 * 86_400_000).toISOString().slice(0, 10);
}

/** The day where the reader is, as 2026-11-23. */
export function todayText(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}
