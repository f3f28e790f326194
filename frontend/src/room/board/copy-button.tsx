// A button that copies a text and says so.

import { useState } from "preact/hooks";
import { copyText } from "../../answer/copy.ts";
import { t } from "../../words.ts";

export function CopyButton({ text, label = t("Copy") }: { text: string; label?: string }) {
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    setSaid((await copyText(text)) ? t("Copied") : t("Copy it by hand"));
    setTimeout(() => setSaid(""), 2_500);
  };
  return (
    <button type="button" class="btn btn-outline" aria-live="polite" onClick={() => void copy()}>
      {said || label}
    </button>
  );
}
