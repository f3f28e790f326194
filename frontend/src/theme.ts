// Light or dark: what the system says until somebody presses, then what was pressed. The choice is a cookie, so that
// the server draws the page in it from the start.

import { byId } from "./dom.ts";

const YEAR_S = 365 * 24 * 60 * 60;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

export function watchTheme(): void {
  const button = byId<HTMLButtonElement>("theme-button");
  const show = (): void => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    choose(isDark() ? "light" : "dark");
    show();
  });
  prefersDark.addEventListener("change", show);
  show();
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset["bsTheme"];
  return chosen ? chosen === "dark" : prefersDark.matches;
}

function choose(theme: "light" | "dark"): void {
  document.documentElement.dataset["bsTheme"] = theme;
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
