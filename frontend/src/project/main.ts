// The pages of projects: everything works without this script; with it, what is typed is read as one types, and what
// a project knows opens in the form.

import type { Asked } from "./draft-of-request.ts";
import { byId } from "../dom.ts";
import { linkProject } from "../saved/links.ts";
import { watchShares } from "../share/copy.ts";
import { watchTheme } from "../theme.ts";
import { watchDaysOff } from "./days-off.ts";
import { watchHistory } from "./history.ts";
import { sendOnce } from "./send-once.ts";

const form = document.querySelector<HTMLFormElement>("[data-project-form]");
const known = byId("project-data");

sendOnce();
watchShares();
// A saved forecast has a script of its own that watches the theme.
if (!byId("saved-data")) watchTheme();
if (known) linkProject(JSON.parse(known.textContent) as Asked);
if (form) {
  watchHistory(form, byId("history-reading"));
  watchDaysOff(form);
}
document.documentElement.setAttribute("data-ready", "");
