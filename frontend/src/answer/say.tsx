// The sentence to say aloud, and ways to take the forecast along.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../words.ts";
import { copyText } from "./copy.ts";

const CALM_MS = 1_000;
const COPIED_MS = 2_000;

interface SayProps {
  /** Empty where a kept answer has none. */
  sentence: string;
  /** The page that says the same, where there is one to hand on. */
  link?: () => string;
  isFresh: boolean;
}

export function Say({ sentence, link, isFresh }: SayProps): JSX.Element {
  return (
    <section class="say">
      {sentence && <h2>{t("To say aloud")}</h2>}
      {sentence && <blockquote>{sentence}</blockquote>}
      <div class="choices">
        {sentence && <CopyButton label={t("Copy the sentence")} text={() => sentence} />}
        {link && <CopyButton label={t("Copy the link")} text={link} />}
        <button type="button" class="btn btn-quiet" onClick={() => print()}>
          {t("Print")}
        </button>
      </div>
      <Announcement sentence={isFresh ? sentence : ""} />
    </section>
  );
}

function CopyButton({ label, text }: { label: string; text(): string }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button type="button" class="btn btn-quiet" onClick={() => void copyText(text()).then(setCopied)}>
      <span aria-live="polite">{isCopied ? t("Copied") : label}</span>
    </button>
  );
}

/** Reads a new answer out, once the typing has stopped. */
function Announcement({ sentence }: { sentence: string }): JSX.Element {
  const [said, say] = useState("");
  useEffect(() => {
    if (!sentence) return;
    const timer = setTimeout(() => say(sentence), CALM_MS);
    return () => clearTimeout(timer);
  }, [sentence]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
