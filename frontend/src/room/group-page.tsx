// A group's page: the numbers in view, and five steps under them.

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../words.ts";
import { Bar } from "./bar.tsx";
import { Qr } from "./board/qr.tsx";
import type { Desk } from "./desk.ts";
import { NoticesView } from "./facilitator.tsx";
import { Guess } from "./guess.tsx";
import { remember, remembered } from "./keep.ts";
import { NicknameField } from "./nickname.tsx";
import { useNotices } from "./notices.ts";
import { NowLine } from "./now-line.tsx";
import { KINDS, oddKinds } from "./odd.ts";
import { Proposals, Role } from "./people.tsx";
import { Status } from "./status.tsx";
import { DataStep } from "./step-data.tsx";
import { DeadlineStep } from "./step-deadline.tsx";
import { DecideStep } from "./step-decide.tsx";
import { ForecastStep } from "./step-forecast.tsx";
import { RisksStep } from "./step-risks.tsx";
import { goTo, type Step, stepName, stepOf, StepTabs } from "./steps.tsx";

const views = { 1: DataStep, 2: ForecastStep, 3: RisksStep, 4: DeadlineStep, 5: DecideStep };

interface GroupPageProps {
  desk: Desk;
  setNickname(name: string): void;
}

export function GroupPage({ desk, setNickname }: GroupPageProps) {
  const ofGroup = stepOf(desk);
  const [step, setStep] = useState<Step>(ofGroup);
  const [isSkipped, setSkipped] = useState(() => remembered(desk.code, "skipped") === "yes");
  const hasGuessed = isSkipped || desk.said[`guess.${desk.device}`] !== undefined;
  const notices = useNotices(desk);
  const sheet = useRef<HTMLElement>(null);
  const news = useRef<HTMLDivElement>(null);
  // Where the group goes, everybody's page goes.
  useEffect(() => setStep(ofGroup), [ofGroup]);
  useEffect(() => tellOdd(desk));
  const go = (next: Step): void => {
    goTo(desk, next, setStep);
    sheet.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  };
  const showNew = (): void => {
    scrollTo({ top: 0 });
    news.current?.focus({ preventScroll: true });
  };
  const skip = (): void => {
    remember(desk.code, "skipped", "yes");
    setSkipped(true);
  };
  const View = views[step];
  return (
    <>
      <div class="group-head">
        <h1 class="visually-hidden">{desk.groupName}</h1>
        <Bar desk={desk} isHidden={!hasGuessed} />
        <StepTabs step={step} ofGroup={ofGroup} isDisabled={!hasGuessed} go={go} />
        <NowLine desk={desk} isTyping={hasGuessed} nNew={notices.nNew} showNew={showNew} />
      </div>
      <Status desk={desk} />
      <div ref={news} tabIndex={-1} class="news" role="group" aria-label={t("From the facilitator")}>
        <NoticesView desk={desk} notices={notices} />
      </div>
      {hasGuessed ? (
        <>
          <Role desk={desk} />
          <Proposals desk={desk} />
          <section ref={sheet} class="step" tabIndex={-1} aria-label={stepName(step)}>
            <View desk={desk} />
          </section>
          <NextButtons step={step} go={go} />
          <Me desk={desk} setNickname={setNickname} />
        </>
      ) : (
        <Guess desk={desk} skip={skip} setNickname={setNickname} />
      )}
    </>
  );
}

function Me({ desk, setNickname }: GroupPageProps) {
  return (
    <details class="me">
      <summary>{t("This device, and another one")}</summary>
      <NicknameField desk={desk} setNickname={setNickname} />
      {!desk.isAlone && (
        <>
          <p>{t("Scan this with another phone to join the same group.")}</p>
          <Qr text={location.href} label={t("QR code of this group's page")} />
        </>
      )}
    </details>
  );
}

function NextButtons({ step, go }: { step: Step; go(step: Step): void }) {
  return (
    <div class="next-buttons">
      {step > 1 && (
        <button type="button" class="btn btn-outline" onClick={() => go((step - 1) as Step)}>
          {t("Back")}
        </button>
      )}
      {step < 5 && (
        <button type="button" class="btn btn-main" onClick={() => go((step + 1) as Step)}>
          {t("Next: {step}", { step: stepName((step + 1) as Step) })}
        </button>
      )}
    </div>
  );
}

/** The board sees what looks mistyped; one device, the operator's, says so. */
function tellOdd(desk: Desk): void {
  if (!desk.operates || !desk.hasOperator) return;
  const found = oddKinds(desk.item, desk.said);
  for (const kind of KINDS) {
    if (kind === "people_zero") continue;
    const isOdd = found.includes(kind);
    if (isOdd !== (desk.said[`odd.${kind}`] === true)) desk.sayOwn(`odd.${kind}`, isOdd ? true : null);
  }
}
