// Guesses as dots on an axis of weeks, and the answer against them once it may be seen.

import { numberText } from "../../format.ts";
import { t, tn } from "../../words.ts";
import { axisOf, dotsOf } from "./guesses.ts";
import type { GroupState } from "./group-state.ts";

const [WIDTH, HEIGHT, RADIUS, GROUND] = [520, 80, 7, 58];

interface Row {
  group: GroupState;
  /** Weeks of the answer at 85 %; null while it is not to be seen. */
  answer: number | null;
}

export function GuessesView({ rows, isAnswerShown }: { rows: Row[]; isAnswerShown: boolean }) {
  const n = rows.reduce((sum, { group }) => sum + group.guesses.length, 0);
  return (
    <section class="guesses" aria-labelledby="guesses-title">
      <h2 id="guesses-title">
        {t("When will it be finished?")} <span class="soft">{tn("{n} guess", "{n} guesses", n)}</span>
      </h2>
      <ul>
        {rows.map(({ group, answer }) => (
          <li key={group.number}>
            <h3>
              {group.name} <span class="soft">{group.caseTitle}</span>
            </h3>
            <p class="guess-median">
              {group.guess === null ? "–" : t("guess {n}", { n: numberText(group.guess) })}{" "}
              {isAnswerShown && answer !== null && <strong>{t("P85 {n}", { n: answer })}</strong>}
            </p>
            <Dots guesses={group.guesses} answer={isAnswerShown ? answer : null} name={group.name} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Dots({ guesses, answer, name }: { guesses: number[]; answer: number | null; name: string }) {
  const [first, last] = axisOf(answer === null ? guesses : [...guesses, answer]);
  const x = (weeks: number): number =>
    20 + ((Math.min(Math.max(weeks, first), last) - first) / (last - first)) * (WIDTH - 40);
  const ticks = ticksOf(first, last);
  return (
    <svg class="dots" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={told(guesses, answer, name)}>
      <path class="axis" d={`M10 ${GROUND}H${WIDTH - 10}`} />
      {ticks.map((week) => (
        <text key={week} x={x(week)} y={HEIGHT - 2} text-anchor="middle">
          {week}
        </text>
      ))}
      {dotsOf(guesses).map(({ weeks, level }) => (
        <circle
          key={`${weeks}-${level}`}
          cx={x(weeks)}
          cy={Math.max(RADIUS, GROUND - RADIUS - 2 - level * 2 * RADIUS * squeeze(guesses.length))}
          r={RADIUS}
        />
      ))}
      {answer !== null && <path class="answer-mark" d={`M${x(answer)} 2V${GROUND}`} />}
    </svg>
  );
}

/** Dots of a crowd stand closer. */
function squeeze(n: number): number {
  return n > 8 ? 0.5 : 1;
}

function ticksOf(first: number, last: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((one) => (last - first) / one <= 8) ?? 500;
  const begin = Math.ceil(first / step);
  return Array.from({ length: Math.floor(last / step) - begin + 1 }, (_, n) => (begin + n) * step);
}

function told(guesses: number[], answer: number | null, name: string): string {
  const weeks = dotsOf(guesses).map((dot) => dot.weeks).join(", ");
  const said = t("{group}: guesses in weeks: {weeks}", { group: name, weeks: weeks || "–" });
  return answer === null ? said : `${said}; ${t("P85 {n}", { n: answer })}`;
}
