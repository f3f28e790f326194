// A soft sound when a call begins, or when a group's time to present is over.

import { useEffect, useRef } from "preact/hooks";
import { beep } from "./beep.ts";

export function useBeep(call: number | null): void {
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (call !== null && before.current === null) beep();
    before.current = call;
  }, [call]);
}
