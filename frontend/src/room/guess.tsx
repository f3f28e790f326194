// What everybody says before the first number is seen, since afterwards nobody remembers.

import { useState } from "preact/hooks";
import { numberText, wholeText } from "../format.ts";
import { t, tn } from "../words.ts";
import { MOST_WEEKS } from "./case.ts";
import type { Desk } from "./desk.ts";
import { NicknameField } from "./nickname.tsx";
import { readNumber } from "./typed.ts";

interface Props {
  desk: Desk;
  skip(): void;
  setNickname(name: string): void;
}

export function Guess({ desk, skip, setNickname }: Props) {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const { item, device } = desk;
  const submit = (): void => {
    const weeks = readNumber(typed);
    const isRight = weeks !== null && weeks > 0 && weeks <= MOST_WEEKS;
    setWrong(!isRight);
    if (isRight) desk.sayOwn(`guess.${device}`, { weeks });
  };
  return (
    <form
      class="guess"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{t("When will it finish?")}</h2>
      <p class="guess-case">
        <strong>{item.title}</strong>
        {item.story && <span class="story">{item.story}</span>}
      </p>
      <p>
        {tn(
          "{items} {unit}, {people} person. Say how many weeks, before you see a number.",
          "{items} {unit}, {people} people. Say how many weeks, before you see a number.",
          item.team_size,
          { items: wholeText(item.backlog), unit: item.unit, people: numberText(item.team_size) },
        )}
      </p>
      <label for="guess">{t("My guess, in weeks")}</label>
      <div class="number-line">
        <input
          id="guess"
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? "guess-problem" : undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button class="btn btn-main">{t("That's my guess")}</button>
      </div>
      {isWrong && (
        <p class="problem" id="guess-problem">
          {t("A number of weeks from 1 to {most}.", { most: MOST_WEEKS })}
        </p>
      )}
      <NicknameField desk={desk} setNickname={setNickname} />
      <button type="button" class="btn btn-quiet" onClick={skip}>
        {t("Go on without a guess")}
      </button>
    </form>
  );
}
