// Who types for the group, and what the others propose.

import { t } from "../words.ts";
import type { Desk } from "./desk.ts";
import { effectText, type Proposal, proposalText } from "./proposals.ts";

/** Always in view: who types, and the way to do it oneself. */
export function Typist({ desk }: { desk: Desk }) {
  return (
    <p class={desk.operates ? "typist is-me" : "typist"}>
      <span role="status">{typistText(desk)}</span>
      {!desk.operates && (
        <button type="button" class="btn btn-outline" aria-label={t("Take over typing")} onClick={desk.takeOver}>
          {t("Take over")}
        </button>
      )}
    </p>
  );
}

function typistText({ operates, hasOperator, operatorName }: Desk): string {
  if (!hasOperator) return t("Nobody types yet");
  if (operates) return t("You type for the group");
  return operatorName ? t("{name} types", { name: operatorName }) : t("Somebody else types");
}

/** What everybody but who types may do; what is tried here, the group does not see. */
export function Role({ desk }: { desk: Desk }) {
  const tries = Object.keys(desk.tried).length;
  if (desk.operates) return null;
  return (
    <aside class="role">
      <p>
        {tries
          ? t("You are trying this on your own device; the group does not see it.")
          : t("Somebody else types for the group. Try numbers here, and propose what you find.")}
      </p>
      {tries > 0 && (
        <div class="role-buttons">
          <button type="button" class="btn btn-main" onClick={desk.propose}>
            {t("Propose to the group")}
          </button>
          <button type="button" class="btn btn-outline" onClick={desk.stopTrying}>
            {t("Back to the group's")}
          </button>
        </div>
      )}
    </aside>
  );
}

export function Proposals({ desk }: { desk: Desk }) {
  if (!desk.proposals.length) return null;
  const { item, said, setup } = desk;
  return (
    <section class="proposals" aria-live="polite">
      <h2>{t("Proposed")}</h2>
      <ul>
        {desk.proposals.map(([id, proposal]) => (
          <li key={id}>
            <p>
              {proposalText(item, proposal)}
              <span class="under">{effectText(item, said, setup, proposal)}</span>
            </p>
            {desk.operates && (
              <div class="role-buttons">
                <button type="button" class="btn btn-main" onClick={() => answer(desk, id, proposal, "taken")}>
                  {t("Take it")}
                </button>
                <button type="button" class="btn btn-outline" onClick={() => answer(desk, id, proposal, "left")}>
                  {t("Leave it")}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function answer(desk: Desk, id: string, proposal: Proposal, state: Proposal["state"]): void {
  if (state === "taken") desk.say(proposal.field, proposal.value);
  desk.say(`proposal.${id}`, { ...proposal, state });
}
