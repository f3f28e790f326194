// Who types for the group, and what the others propose.

import { exactText, percentText } from "../format.ts";
import { t } from "../words.ts";
import type { Desk, Proposal } from "./desk.ts";
import { numbersOf, PROMISED } from "./numbers.ts";
import { weeksText } from "./typed.ts";

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
      <div class="role-buttons">
        {tries > 0 && (
          <>
            <button type="button" class="btn btn-main" onClick={desk.propose}>
              {t("Propose to the group")}
            </button>
            <button type="button" class="btn btn-outline" onClick={desk.stopTrying}>
              {t("Back to the group's")}
            </button>
          </>
        )}
        <button type="button" class="btn btn-outline" onClick={desk.takeOver}>
          {t("Take over typing")}
        </button>
      </div>
    </aside>
  );
}

export function Proposals({ desk }: { desk: Desk }) {
  if (!desk.proposals.length) return null;
  return (
    <section class="proposals" aria-live="polite">
      <h2>{t("Proposed")}</h2>
      <ul>
        {desk.proposals.map(([id, proposal]) => (
          <li key={id}>
            <p>
              {t("{who}: {change}", { who: proposal.by, change: changeText(desk, proposal) })}
              <span class="under">{effectText(desk, proposal)}</span>
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

function changeText(desk: Desk, { field, value }: Proposal): string {
  const risk = /^risk\.(\d+)$/.exec(field);
  if (risk) {
    const name = desk.item.risks?.[Number(risk[1])]?.name ?? "";
    return value === true ? t("with “{risk}”", { risk: name }) : t("without “{risk}”", { risk: name });
  }
  const n = typeof value === "number" ? exactText(value) : "–";
  switch (field) {
    case "items":
      return t("scope {n}", { n });
    case "people":
      return t("people {n}", { n });
    case "deadline_weeks":
      return t("deadline {n} weeks", { n });
    default:
      return t("cost {n}", { n });
  }
}

function effectText(desk: Desk, { field, value }: Proposal): string {
  const numbers = numbersOf(desk.item, { ...desk.said, [field]: value }, desk.setup);
  if (!numbers) return "";
  return t("P85 {weeks}, chance {chance}", {
    weeks: weeksText(numbers.when[PROMISED]?.weeks),
    chance: numbers.chance === null ? "–" : percentText(numbers.chance),
  });
}
