// How the link is doing, said calmly: nothing typed is lost either way.

import { t, tn } from "../words.ts";
import type { Desk } from "./desk.ts";

const classes = { connecting: "", live: "is-live", retrying: "is-waiting", offline: "is-waiting" };

export function Status({ desk }: { desk: Desk }) {
  return (
    <p class={`status ${desk.isAlone ? "is-live" : classes[desk.state.status]}`} role="status">
      {statusText(desk)}
    </p>
  );
}

function statusText({ state, isAlone, isFrozen }: Desk): string {
  const { status, nUnsent, isGone } = state;
  if (isAlone) return t("This file needs no server. What you type is kept on this device; carry the result over at the end.");
  if (isGone) return t("The server does not know this room. Everything is kept on this device; carry the result over.");
  switch (status) {
    case "connecting":
      return t("Connecting…");
    case "retrying":
      return t("Trying again… Go on, all is kept.");
    case "offline":
      return nUnsent
        ? tn(
            "Working without the server. {n} change is kept here, and sent when it is back.",
            "Working without the server. {n} changes are kept here, and sent when it is back.",
            nUnsent,
          )
        : t("Working without the server. What you type is kept here, and sent when it is back.");
    default:
      if (nUnsent && !isFrozen) return t("Sending…");
      return t("Live");
  }
}
