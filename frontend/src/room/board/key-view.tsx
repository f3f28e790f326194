// The answer key: each case as it was handed out, without and with its risks.

import type { RoomSetup } from "../../api-types.ts";
import { percentText, moneyText } from "../../format.ts";
import { t } from "../../words.ts";
import { keyNumbers, weeksText, weeksWithRisks } from "./board-numbers.ts";
import type { GroupState } from "./group-state.ts";
import { Verdict } from "./verdict.tsx";

export function KeyView({ setup, groups }: { setup: RoomSetup; groups: GroupState[] }) {
  return (
    <div class="key-view">
      <h2 id="key-title">{t("Answer key")}</h2>
      <div class="key-scroll" tabIndex={0} role="region" aria-labelledby="key-title">
        <table class="key-table">
          <thead>
            <tr>
              <th scope="col">{t("Case")}</th>
              <th scope="col">{t("P50 / P85 / P95 without risks")}</th>
              <th scope="col">{t("with risks, in weeks")}</th>
              <th scope="col">{t("Deadline")}</th>
              <th scope="col">{t("Chance")}</th>
              <th scope="col">{t("Cost at P85")}</th>
              <th scope="col">{t("Verdict")}</th>
              <th scope="col">{t("The group said")}</th>
            </tr>
          </thead>
          <tbody>
            {setup.groups.map(({ number, case: index }, n) => {
              const item = setup.cases[index]!;
              const key = keyNumbers(item, setup);
              return (
                <tr key={number}>
                  <th scope="row">
                    {item.title} <span class="soft">{groups[n]?.name}</span>
                  </th>
                  <td>{weeksText(key.withoutRisks)}</td>
                  <td>{weeksWithRisks(key)}</td>
                  <td>{item.deadline_weeks}</td>
                  <td>{key.chance === null ? "–" : percentText(key.chance)}</td>
                  <td>{key.cost === null ? "–" : moneyText(key.cost, key.currency)}</td>
                  <td>{key.verdict && <Verdict verdict={key.verdict} />}</td>
                  <td>{groups[n] && <Decided group={groups[n]} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Decided({ group }: { group: GroupState }) {
  if (group.decision) return <Verdict verdict={group.decision} />;
  return <>{group.hasBegun ? "–" : t("Did not begin")}</>;
}
