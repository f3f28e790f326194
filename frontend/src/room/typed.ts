// Numbers as people type them, and numbers as people read them.

import { dayText } from "../format.ts";
import { t, tn } from "../words.ts";
import type { When } from "../api-types.ts";

/** What may stand around a number and between its digits: spaces, and signs of money. */
export const AROUND = /\s|R\$|[$€£]/g;
/** 5.500 and 5.500,00, or 5,500 and 5,500.00. */
const inThousands = /^[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)$/;

/** A number typed with a decimal comma or dot, with either between thousands, as money; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(AROUND, "");
  if (inThousands.test(plain)) {
    const [, whole, rest = ""] = /^(.*[.,]\d{3})(?:[.,](\d+))?$/.exec(plain)!;
    return Number(`${whole!.replace(/[.,]/g, "")}.${rest || 0}`);
  }
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : null;
}

export function weeksText(weeks: number | null | undefined): string {
  return weeks == null ? t("> 10 years") : tn("{n} week", "{n} weeks", weeks);
}

/** For a narrow column. */
export function shortWeeksText(weeks: number | null | undefined): string {
  return weeks == null ? t("> 10 y") : t("{n} wk", { n: weeks });
}

export function whenDayText(when: When | undefined): string {
  return when?.date ? dayText(when.date) : "";
}

/** Weeks that something adds: +2 weeks. */
export function addedText(weeks: number | null): string {
  if (weeks === null) return t("past ten years");
  return tn("+{n} week", "+{n} weeks", weeks);
}
