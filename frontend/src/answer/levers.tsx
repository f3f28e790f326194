// What would make it fit, each alone; a press changes the form, where there is one.

import type { JSX } from "preact";
import type { ForecastResult } from "../api-types.ts";
import type { Draft } from "../draft.ts";
import { percentText, shortDateText, wholeText } from "../format.ts";
import type { Question } from "../request.ts";
import { t, tn } from "../words.ts";
import { leverChanges } from "./lever-changes.ts";
import { PLANNED } from "./reading.ts";

interface LeversProps {
  answer: ForecastResult;
  question: Question;
  draft: Draft;
  change?: ((change: Partial<Draft>) => void) | undefined;
}

export function Levers({ answer, question, draft, change }: LeversProps): JSX.Element | null {
  const { levers, deadline, scope } = answer;
  if (!levers || !deadline || deadline.chance === null) return null;
  const { most_items: items, fewest_people: people, earliest_weeks: weeks, earliest_date: date } = levers;
  const size = question.request.team?.size;
  const isEnough = deadline.chance >= PLANNED;
  const values = { percent: percentText(PLANNED) };
  const changes = leverChanges(draft);
  return (
    <section class="levers">
      <h2>
        {isEnough
          ? t("The room that is left, at {percent}", values)
          : t("Any one of these reaches {percent}", values)}
      </h2>
      <ul>
        {items !== null && items !== scope?.stated && (
          <Lever
            label={tn("{n} item", "{n} items", items)}
            now={scope ? t("now {n}", { n: wholeText(scope.stated) }) : ""}
            press={change && (() => change(changes.items(items)))}
          />
        )}
        {people !== null && size !== undefined && people !== size && (
          <Lever
            label={tn("{n} person", "{n} people", people)}
            now={t("now {n}", { n: wholeText(size) })}
            press={change && (() => change(changes.people(people)))}
          />
        )}
        {weeks !== null && weeks !== deadline.weeks && (
          <Lever
            label={tn("{n} week", "{n} weeks", weeks)}
            now={
              date
                ? t("until {date}, now {n}", { date: shortDateText(date), n: wholeText(deadline.weeks) })
                : ""
            }
            press={change && (() => change(changes.weeks(weeks)))}
          />
        )}
      </ul>
      {people !== null && size !== undefined && people !== size && (
        <p class="hint">
          {t("People: supposing pace in proportion to people. New people take time to get there.")}
        </p>
      )}
    </section>
  );
}

interface LeverProps {
  label: string;
  now: string;
  press: (() => void) | undefined;
}

function Lever({ label, now, press }: LeverProps): JSX.Element {
  const said = (
    <>
      <strong>{label}</strong>
      <span class="under">{now}</span>
    </>
  );
  return (
    <li>
      {press ? (
        <button type="button" class="btn btn-outline lever" onClick={press}>
          {said}
        </button>
      ) : (
        <p class="lever">{said}</p>
      )}
    </li>
  );
}
