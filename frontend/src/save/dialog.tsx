// The dialog around saving: the form for who is signed in, the way to an account for who is not.

import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { element } from "../dom.ts";
import { t } from "../words.ts";
import { shelf } from "./ask-projects.ts";
import { SaveForm } from "./form.tsx";
import { newKey } from "./key.ts";
import type { Wanted } from "./main.tsx";
import { rememberUsed } from "./remember.ts";
import { createSaver, type Saved } from "./saver.ts";
import { SignInFirst } from "./sign-in-first.tsx";

interface SaveDialogProps extends Wanted {
  close(): void;
}

export function SaveDialog({ request, start, status, close }: SaveDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isSignedIn, setSignedIn] = useState("account" in document.body.dataset);
  const saver = useMemo(() => createSaver(shelf, newKey), []);
  useEffect(() => dialog.current!.showModal(), []);
  const saved = (name: string, { projectId, forecastId }: Saved): void => {
    rememberUsed(projectId);
    dialog.current!.close();
    const link = element("a", { href: `/forecasts/${encodeURIComponent(forecastId)}` }, name);
    status.replaceChildren(t("Saved:"), " ", link);
  };
  return (
    <dialog ref={dialog} class="save-dialog" aria-labelledby="save-title" onClose={close}>
      <h2 id="save-title">{t("Save this forecast")}</h2>
      {isSignedIn ? (
        <SaveForm
          {...{ request, start, saver, saved }}
          signedOut={() => setSignedIn(false)}
          cancel={() => dialog.current!.close()}
        />
      ) : (
        <SignInFirst cancel={() => dialog.current!.close()} />
      )}
    </dialog>
  );
}
