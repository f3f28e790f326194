// What an account is good for, and that nothing is lost on the way to one.

import type { JSX } from "preact";
import { t } from "../words.ts";

/** Back to the page as it was, with the dialog open. */
const NEXT = encodeURIComponent("/?save");

export function SignInFirst({ cancel }: { cancel(): void }): JSX.Element {
  return (
    <>
      <p>
        {t("An account keeps your forecasts, so that you can open them again and see what really happened.")}
      </p>
      <p class="hint">
        {t("Everything on this page stays as it is: it will be here when you come back from logging in.")}
      </p>
      <div class="choices">
        <a class="btn btn-main" href={`/register?next=${NEXT}`}>
          {t("Make an account")}
        </a>
        <a class="btn btn-outline" href={`/login?next=${NEXT}`}>
          {t("Log in")}
        </a>
        <button type="button" class="btn btn-quiet" onClick={cancel}>
          {t("Not now")}
        </button>
      </div>
    </>
  );
}
