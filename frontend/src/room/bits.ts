// Numbers packed into bits, and bits written as letters and digits that survive being read aloud.

/** Crockford's base 32: no I, L, O or U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS = 5;

export class BitWriter {
  readonly bits: number[] = [];

  /** A number below 2 ** width. */
  add(value: number, width: number): this {
    for (let place = width - 1; place >= 0; place--) this.bits.push(Math.floor(value / 2 ** place) % 2);
    return this;
  }

  /** A whole number from 0: small ones are short. */
  addNumber(value: number): this {
    const digits: number[] = [];
    let rest = value;
    do {
      digits.push(rest % 16);
      rest = Math.floor(rest / 16);
    } while (rest > 0);
    digits.reverse().forEach((digit, n) => this.add(n < digits.length - 1 ? 1 : 0, 1).add(digit, 4));
    return this;
  }

  /** A difference, which may be below zero. */
  addDifference(value: number): this {
    return this.addNumber(value < 0 ? -2 * value - 1 : 2 * value);
  }
}

/** Reads what a writer wrote; throws RangeError past the end. */
export class BitReader {
  private place = 0;

  constructor(private readonly bits: number[]) {}

  take(width: number): number {
    let value = 0;
    for (let n = 0; n < width; n++) {
      const bit = this.bits[this.place++];
      if (bit === undefined) throw new RangeError("no more bits");
      value = 2 * value + bit;
    }
    return value;
  }

  takeNumber(): number {
    let value = 0;
    for (;;) {
      const goesOn = this.take(1);
      value = 16 * value + this.take(4);
      if (value > Number.MAX_SAFE_INTEGER / 16) throw new RangeError("too large a number");
      if (!goesOn) return value;
    }
  }

  takeDifference(): number {
    const value = this.takeNumber();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
}

export function lettersOf(bits: number[]): string {
  let text = "";
  for (let start = 0; start < bits.length; start += BITS) {
    const group = Array.from({ length: BITS }, (_, n) => bits[start + n] ?? 0);
    text += ALPHABET[group.reduce((value, bit) => 2 * value + bit, 0)]!;
  }
  return text;
}

/** Null where a character is none of them; 0 and O, 1, I and L are one each. */
export function bitsOf(letters: string): number[] | null {
  const plain = letters.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
  const bits = new BitWriter();
  for (const letter of plain) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    bits.add(value, BITS);
  }
  return bits.bits;
}

/** Twenty bits that change with any letter, and with which letters stand where. */
export function checksum(text: string): number {
  // FNV-1a, folded: one typed letter or two swapped ones go unseen once in a million.
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % 2 ** 20;
}
