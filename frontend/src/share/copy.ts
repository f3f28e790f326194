// Secret links: completed where the page knows only their path, and copied by a button.

import { copyText } from "../answer/copy.ts";
import { t } from "../words.ts";

export function watchShares(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("[data-share-link]")) {
    field.value = fullLink(field.value, location.origin);
    field.addEventListener("focus", () => field.select());
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    button.addEventListener("click", () => void copy(button));
  }
}

/** A link as it works anywhere: a path needs the address that this page came from. */
export function fullLink(link: string, origin: string): string {
  return link.startsWith("/") ? origin + link : link;
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const field = document.getElementById(button.dataset["copy"]!) as HTMLInputElement;
  const isCopied = await copyText(field.value);
  const said = document.getElementById("share-said");
  if (said) said.textContent = isCopied ? t("The link was copied.") : "";
  button.textContent = isCopied ? t("Copied") : t("Copy it by hand");
  if (!isCopied) field.select();
}
