// What facilitators say again and again, ready to be sent with one press.

import { t } from "../../words.ts";

export interface Ready {
  id: string;
  text: string;
}

export function readyHints(): Ready[] {
  return [
    { id: "data", text: t("Look at the history first: which was the worst week, and could it happen again?") },
    { id: "p85", text: t("P85 means: in 85 of 100 futures you are done by then. Promise that, not the middle.") },
    { id: "risks", text: t("Switch the risks on one at a time and see how many weeks each one adds.") },
    { id: "levers", text: t("Look at what if: how much less scope would make the date safe?") },
    { id: "decide", text: t("Five minutes left: choose GO, ADJUST or NO-GO, and write one sentence why.") },
  ];
}

export function readyChallenges(): Ready[] {
  return [
    { id: "sooner", text: t("The sponsor cuts the deadline by two weeks: what now?") },
    { id: "leaver", text: t("One person leaves the team tomorrow: does the date still hold?") },
    { id: "more", text: t("The scope grows by 15 %: what do you say to the sponsor?") },
    { id: "half", text: t("There is money to remove one risk: which one, and what is it worth?") },
  ];
}

export function readyPoll(): { question: string; options: string[] } {
  return {
    question: t("What will you do differently on Monday?"),
    options: [
      t("Promise a date with its chance"),
      t("Collect our weekly throughput"),
      t("Talk about risks in items"),
      t("Nothing yet"),
    ],
  };
}
