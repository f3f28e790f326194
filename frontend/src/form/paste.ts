// Reads numbers out of pasted text, and asks rather than guess. The server's reader (readers/pasted.py) does the
// same; tests/vectors/paste.json holds both to it.
//
// Lines, tabs, spaces and semicolons separate. A comma or a dot may mean two things, so there are two ways to read:
//
//   decimal comma   5,5 is one number, 1.234 a thousand and more     (a comma inside a cell is part of the number)
//   decimal dot     5,5 is two numbers, 1.234 a little more than 1   (a comma always separates)
//
// If one way fails, the other is the reading. If both succeed and differ, it is a question about the mark:
// the comma where one is in doubt, else the dot.

export const MOST_VALUES = 1000;
export const LARGEST_VALUE = 10_000;

/** What the doubtful mark is: a decimal sign, or a separator (of values for a comma, of thousands for a dot). */
export type Choice = "decimal" | "separate";

export interface Token {
  token: string;
  /** Which value of the list it is, from 1. */
  position: number;
}

export type Reading =
  | { kind: "counts"; counts: number[] }
  | { kind: "question"; mark: "," | "."; decimal: number[]; separate: number[] }
  | { kind: "odd"; odd: Token[] }
  | { kind: "too_large"; tooLarge: Token[] }
  | { kind: "too_many"; n: number };

const separators = /[\s;；؛،、]+/u;
const comma = /[,，]/u;
const commasAround = /^[,，]+|[,，]+$/gu;
const invisible = /[\u200b-\u200d\u2060\ufeff]/gu;
const zeros = [0x660, 0x6f0, 0x966, 0xff10];

const decimalComma = /^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/;
const decimalDot = /^(?:\d+\.?\d*|\.\d+)$/;
const thousandComma = /^\d{1,3}(?:,\d{3})+\.\d+$/;

export function readPaste(text: string, choice: Choice | null = null): Reading {
  const cells = cellsOf(text);
  const dotTokens = cells.flatMap(splitAtCommas);
  const byComma = readAll(cells, fromDecimalComma);
  const byDot = readAll(dotTokens, fromDecimalDot);
  if (byComma && byDot && !isSame(byComma, byDot)) {
    const mark = cells.some((cell) => comma.test(cell)) ? "," : ".";
    const decimal = mark === "," ? byComma : byDot;
    const separate = mark === "," ? byDot : byComma;
    if (!choice) return { kind: "question", mark, decimal, separate };
    const chosen = choice === "decimal" ? decimal : separate;
    return withinLimits(chosen, chosen === byComma ? cells : dotTokens);
  }
  if (byDot) return withinLimits(byDot, dotTokens);
  if (byComma) return withinLimits(byComma, cells);
  return { kind: "odd", odd: pick(dotTokens, (token) => fromDecimalDot(token) === null) };
}

/** The same text without the tokens that are no numbers; what is in doubt stays as it is. */
export function withoutOdd(text: string): string {
  const tokens = cellsOf(text).flatMap((cell) =>
    fromDecimalComma(cell) === null
      ? splitAtCommas(cell).filter((token) => fromDecimalDot(token) !== null)
      : [cell],
  );
  return tokens.join(" ");
}

function cellsOf(text: string): string[] {
  const cells = text.replace(invisible, "").split(separators);
  return cells.map((cell) => cell.replace(commasAround, "")).filter((cell) => cell !== "");
}

function splitAtCommas(cell: string): string[] {
  if (thousandComma.test(plain(cell))) return [cell];
  return cell.split(comma).filter((token) => token !== "");
}

function readAll(tokens: string[], read: (token: string) => number | null): number[] | null {
  const numbers = tokens.map(read);
  return numbers.every((number) => number !== null) ? numbers : null;
}

function fromDecimalComma(token: string): number | null {
  const text = plain(token);
  return decimalComma.test(text) ? Number(text.replaceAll(".", "").replace(",", ".")) : null;
}

function fromDecimalDot(token: string): number | null {
  const text = plain(token);
  return decimalDot.test(text) ? Number(text) : null;
}

/** With ASCII digits and marks: full-width and Arabic ones mean the same. */
function plain(token: string): string {
  return token
    .replaceAll("٫", ".")
    .replaceAll("，", ",")
    .replace(/[^\x00-\x7f]/gu, (character) => {
      const code = character.codePointAt(0)!;
      const zero = zeros.find((first) => code >= first && code < first + 10);
      return zero === undefined ? character : String(code - zero);
    });
}

function withinLimits(counts: number[], tokens: string[]): Reading {
  if (counts.length > MOST_VALUES) return { kind: "too_many", n: counts.length };
  const tooLarge = pick(tokens, (_, index) => counts[index]! > LARGEST_VALUE);
  return tooLarge.length ? { kind: "too_large", tooLarge } : { kind: "counts", counts };
}

function pick(tokens: string[], isPicked: (token: string, index: number) => boolean): Token[] {
  return tokens
    .map((token, index) => ({ token, position: index + 1 }))
    .filter(({ token, position }) => isPicked(token, position - 1));
}

function isSame(some: number[], others: number[]): boolean {
  return some.length === others.length && some.every((number, index) => number === others[index]);
}
