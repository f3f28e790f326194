// By which address phones get here: said by somebody, or found out.

import { useState } from "preact/hooks";
import { isOnlyHere } from "./links.ts";

export interface Reach {
  /** How people get here, where somebody said so; else empty. */
  address: string;
  /** This computer's addresses in its networks, where the server told them. */
  nearby: string[];
}

const KEPT = "room-address.";

/** The beginning of links that phones open, and a way to say another; it stays on this device. */
export function useBase(reach: Reach, code: string): [base: string, change: (base: string) => void] {
  const [base, setBase] = useState(() => kept(code) || likely(reach, location.origin));
  const change = (typed: string): void => {
    setBase(typed);
    keep(code, typed);
  };
  return [base, change];
}

/** @param origin where this page was opened */
export function likely({ address, nearby }: Reach, origin: string): string {
  return address || (isOnlyHere(origin) && nearby[0]) || origin;
}

function kept(code: string): string {
  try {
    return localStorage.getItem(KEPT + code) ?? "";
  } catch {
    return "";
  }
}

function keep(code: string, base: string): void {
  try {
    localStorage.setItem(KEPT + code, base);
  } catch {
    // It holds as long as the page is open.
  }
}
