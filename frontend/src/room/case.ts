// What a group's fields make of its case: a request that every screen answers alike. The server does the same
// (domain/room_case.py); tests/vectors/room.json holds both to it.

import type { Case, ForecastRequest, RoomSetup } from "../api-types.ts";
import type { Values } from "./fields.ts";

export const MOST_WEEKS = 522;
export const MOST_ITEMS = 100_000;
export const LEAST_PEOPLE = 0.1;
export const MOST_PEOPLE = 1_000;
export const MOST_COST = 1e9;
const LARGEST_COUNT = 10_000;
const count = /^[0-9]{1,5}(\.[0-9]{1,6})?$/;

/** P50, P85 and P95, in this order. */
export const CONFIDENCES = [0.5, 0.85, 0.95];

/** What a group works with: the case's numbers, and its own in their place. */
export interface Inputs {
  counts: number[];
  items: number;
  people: number;
  deadlineWeeks: number;
  costPerPersonWeek: number;
  /** Which risks are on, by their places. */
  risks: boolean[];
}

/**
 * The request of a group.
 *
 * @param values the group's fields by name; what is missing or out of its limits is the case's
 */
export function caseRequest(item: Case, values: Values, setup: RoomSetup): ForecastRequest {
  const { counts, items, people, deadlineWeeks, costPerPersonWeek, risks } = inputsOf(item, values);
  return {
    history: { counts },
    scope: { items },
    risks: (item.risks ?? []).filter((_, n) => risks[n]),
    start: setup.start,
    deadline: { weeks: deadlineWeeks },
    team: {
      size: people,
      cost_per_person_week: costPerPersonWeek,
      currency: item.currency ?? "BRL",
      history_size: item.team_size,
    },
    pace_model: setup.pace_model ?? "resample",
    percentiles: CONFIDENCES,
    verdict: setup.verdict ?? {},
  };
}

export function inputsOf(item: Case, values: Values): Inputs {
  const history = values["history"];
  return {
    counts: (typeof history === "string" && readHistory(history)) || item.throughput_weekly,
    items: whole(values["items"], 1, MOST_ITEMS) ?? item.backlog,
    people: number(values["people"], LEAST_PEOPLE, MOST_PEOPLE) ?? item.team_size,
    deadlineWeeks: whole(values["deadline_weeks"], 1, MOST_WEEKS) ?? item.deadline_weeks,
    costPerPersonWeek: number(values["cost_per_person_week"], 0, MOST_COST) ?? item.cost_per_person_week,
    risks: (item.risks ?? []).map((_, n) => values[`risk.${n}`] === true),
  };
}

/** Weekly counts typed with commas, semicolons, spaces or lines between them; null where they are no history. */
export function readHistory(text: string): number[] | null {
  const tokens = text.split(/[ \t\r\n\u00a0\u202f,;]+/).filter((token) => token !== "");
  if (tokens.length > MOST_WEEKS || !tokens.every((token) => count.test(token))) return null;
  const counts = tokens.map(Number);
  return counts.some((n) => n > 0) && counts.every((n) => n <= LARGEST_COUNT) ? counts : null;
}

function whole(value: unknown, least: number, most: number): number | null {
  return Number.isInteger(value) ? number(value, least, most) : null;
}

function number(value: unknown, least: number, most: number): number | null {
  return typeof value === "number" && value >= least && value <= most ? value : null;
}
