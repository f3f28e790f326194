// The projector's screen.

import { t } from "../../words.ts";
import { Call, Clock } from "./clock.tsx";
import { GuessesView } from "./guesses-view.tsx";
import type { Hub } from "./hub.ts";
import { KeyView } from "./key-view.tsx";
import { TakeForm } from "./lead-take.tsx";
import { linksOf, shortLink } from "./links.ts";
import { Lobby } from "./lobby.tsx";
import { newestPush } from "./pushes.ts";
import { phaseText } from "./phase.ts";
import { PollView } from "./poll-view.tsx";
import { PresentView } from "./present-view.tsx";
import { Qr } from "./qr.tsx";
import { useBase } from "./reach.ts";
import { answerWeeks, type Scene, sceneOf } from "./scene.ts";
import { SoundButton } from "./sound-button.tsx";
import { Tile } from "./tile.tsx";
import { secondsLeft } from "./timer.ts";
import { countVotes } from "./votes.ts";

interface Props {
  hub: Hub;
  now_ms: number;
}

export function BoardScreen({ hub, now_ms }: Props) {
  const scene = sceneOf(hub, now_ms);
  const [base, setBase] = useBase(hub, hub.code);
  const links = linksOf(base, hub.code);
  const push = newestPush(hub.said, now_ms);
  return (
    <div class={`board${scene.isFrozen ? " is-frozen" : ""}`} data-phase={scene.phase}>
      <header class="board-top">
        <div class="board-name">
          <h1>{hub.setup.title}</h1>
          <p>{phaseText(scene.phase)}</p>
        </div>
        <p class="board-frozen" role="status">
          {scene.isFrozen ? t("Frozen: the board stays as it is") : ""}
        </p>
        <Clock timer={scene.clock} now_ms={now_ms} />
      </header>
      <Main hub={hub} scene={scene} now_ms={now_ms} base={base} setBase={setBase} />
      <footer class="board-foot">
        <p class="board-push" role="status">
          {push && (
            <>
              <strong>{push.kind === "challenge" ? t("What if") : t("Hint")}</strong> {push.text}
            </>
          )}
        </p>
        <p class={`board-link${hub.isLive ? "" : " is-away"}`} role="status">
          {hub.isLive ? "" : t("No connection; what is here is kept")}
        </p>
        {!hub.isLive && (
          <details class="board-take">
            <summary>{t("A result by code")}</summary>
            <TakeForm hub={hub} />
          </details>
        )}
        <SoundButton />
        <div class="board-join">
          <p>
            <strong>{hub.code}</strong>
            <span>{shortLink(links.join)}</span>
          </p>
          <Qr text={links.join} label={t("QR code of the room")} />
        </div>
      </footer>
      <Call timer={scene.clock} now_ms={now_ms} />
    </div>
  );
}

interface MainProps extends Props {
  scene: Scene;
  base: string;
  setBase: (base: string) => void;
}

function Main({ hub, scene, now_ms, base, setBase }: MainProps) {
  const { setup, said } = hub;
  const { phase, groups, numbers, presenting, poll } = scene;
  const place = presenting ? setup.groups.findIndex(({ number }) => number === presenting.group) : -1;
  if (scene.isKeyShown) return <KeyView setup={setup} groups={groups} />;
  // What the facilitator switched on stands before what the phase shows.
  if (scene.areGuessesShown || phase === "guess") {
    const answers = answerWeeks(setup);
    const rows = groups.map((group, n) => ({ group, answer: answers[n]! }));
    // Against the answer only once everybody has worked on it.
    return <GuessesView rows={rows} isAnswerShown={phase !== "guess" && phase !== "lobby"} />;
  }
  if (presenting && place >= 0) {
    const item = setup.cases[setup.groups[place]!.case]!;
    const seconds = secondsLeft({ ends_at_ms: presenting.ends_at_ms, total_s: 0 }, now_ms);
    return (
      <PresentView
        group={groups[place]!}
        item={item}
        numbers={numbers[place]!}
        seconds={seconds}
      />
    );
  }
  if (phase === "poll" && poll) return <PollView poll={poll} counts={countVotes(poll, setup, said)} />;
  if (phase === "lobby") return <Lobby hub={hub} groups={groups} base={base} setBase={setBase} />;
  return (
    <ul class={`board-tiles ${columns(groups.length)}`}>
      {groups.map((group, n) => (
        <Tile key={group.number} group={group} numbers={numbers[n]!} />
      ))}
    </ul>
  );
}

function columns(n: number): string {
  if (n <= 1) return "has-1";
  if (n === 2 || n === 4) return "has-2";
  return n <= 9 ? "has-3" : "has-4";
}
