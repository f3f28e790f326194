// "Save" by the answer; the dialog comes when somebody asks for it.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { byId } from "../dom.ts";
import { todayText } from "../format.ts";
import { questionOf } from "../request.ts";
import type { OpenSave } from "../save/main.tsx";
import type { View } from "../view.ts";
import { t } from "../words.ts";

// The address of somebody who comes back from signing in; it soon says only what is typed.
let isWanted = location.search === "?save" && "account" in document.body.dataset;

export function SaveButton({ view }: { view: View }): JSX.Element {
  const status = useRef<HTMLDivElement>(null);
  const open = (): void => void openSave(view, status.current!);
  useEffect(() => {
    if (isWanted) open();
    isWanted = false;
  }, []);
  return (
    <div class="save">
      <div ref={status} role="status" />
      <button type="button" class="btn btn-outline" onClick={open}>
        {t("Save")}
      </button>
    </div>
  );
}

async function openSave({ draft, answer }: View, status: HTMLElement): Promise<void> {
  const question = questionOf(draft, todayText(new Date()));
  if (typeof question === "string") return;
  const { request } = question;
  try {
    const module = (await import(byId("answer").dataset["save"]!)) as { openSave: OpenSave };
    module.openSave({ request, start: request.start ?? answer!.start, status });
  } catch {
    status.textContent = t("No connection right now. Nothing is lost: try again in a moment.");
  }
}
