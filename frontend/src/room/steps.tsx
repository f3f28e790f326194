// Where the group is: five steps, any of which can be gone to.

import { t } from "../words.ts";
import type { Desk } from "./desk.ts";

export const STEPS = [1, 2, 3, 4, 5] as const;
export type Step = (typeof STEPS)[number];

export function stepName(step: Step): string {
  return { 1: t("Data"), 2: t("Forecast"), 3: t("Risks"), 4: t("Deadline"), 5: t("Decide") }[step];
}

export function stepOf(desk: Desk): Step {
  return STEPS.find((step) => step === desk.said["step"]) ?? 1;
}

/** Goes to a step; on the operator's device the group goes along, and risks begin to count with theirs. */
export function goTo(desk: Desk, step: Step, show: (step: Step) => void): void {
  show(step);
  if (!desk.operates || (!desk.hasOperator && step === 1)) return;
  desk.say("step", step);
  if (step < 3) return;
  (desk.item.risks ?? []).forEach((_, n) => {
    if (!(`risk.${n}` in desk.said)) desk.say(`risk.${n}`, true);
  });
}

interface StepTabsProps {
  step: Step;
  ofGroup: Step;
  isDisabled: boolean;
  go(step: Step): void;
}

export function StepTabs({ step, ofGroup, isDisabled, go }: StepTabsProps) {
  return (
    <nav class="step-tabs" aria-label={t("Steps")}>
      {STEPS.map((one) => (
        <button
          key={one}
          type="button"
          disabled={isDisabled}
          class={one < ofGroup ? "is-passed" : ""}
          aria-current={one === step ? "step" : undefined}
          onClick={() => go(one)}
        >
          <b>{one}</b>
          <span>{stepName(one)}</span>
        </button>
      ))}
    </nav>
  );
}
