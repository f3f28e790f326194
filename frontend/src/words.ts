// What the page says. The build replaces each message by its translation (words.mjs), so a message is always a
// literal: t("Start over"), t("{n} of 100", {n: 85}), tn("{n} week", "{n} weeks", n).

export type Values = Record<string, string | number>;

declare const document: { documentElement: { lang: string } } | undefined;

/** The page's language as a BCP 47 tag. */
export const language = typeof document === "undefined" ? "en" : document.documentElement.lang || "en";

const plurals = new Intl.PluralRules(language);

/** A message, its {placeholders} filled. */
export function t(message: string, values: Values = {}): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A message that depends on a number; {n} is the number in the page's language. */
export function tn(one: string, many: string, n: number, values: Values = {}): string {
  const message = plurals.select(n) === "one" ? one : many;
  return t(message, { n: new Intl.NumberFormat(language).format(n), ...values });
}
