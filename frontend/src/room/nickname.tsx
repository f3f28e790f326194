// What the others of the group call this device; nobody needs one.

import { t } from "../words.ts";
import type { Desk } from "./desk.ts";

const LONGEST_NICKNAME = 40;

export function NicknameField({ desk, setNickname }: { desk: Desk; setNickname(name: string): void }) {
  return (
    <div class="room-field">
      <label for="nickname">{t("Nickname, if you like")}</label>
      <input
        id="nickname"
        maxLength={LONGEST_NICKNAME}
        value={desk.nickname}
        autocomplete="off"
        onChange={(event) => setNickname(event.currentTarget.value.trim())}
      />
    </div>
  );
}
