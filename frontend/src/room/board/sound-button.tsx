// Sound at calls, for who pressed that they want it.

import { useState } from "preact/hooks";
import { t } from "../../words.ts";
import { allowSound, beep, forbidSound } from "./beep.ts";

export function SoundButton() {
  const [isOn, setOn] = useState(false);
  const press = (): void => {
    if (isOn) forbidSound();
    setOn(!isOn && allowSound());
    if (!isOn) beep();
  };
  return (
    <button type="button" class="btn btn-quiet sound" aria-pressed={isOn} onClick={press}>
      {isOn ? t("Sound on") : t("Sound off")}
    </button>
  );
}
