// The account's projects and forecasts, over the API.

import type { ForecastRequest, ProjectContent } from "../api-types.ts";
import { answerOf, send } from "../ask.ts";

export interface ProjectName {
  id: string;
  name: string;
}

export interface NewForecast {
  name: string;
  note: string;
  request: ForecastRequest;
}

export interface Kept {
  id: string;
}

/** What saving asks of the server; `key` makes asking again for a forecast harmless. */
export interface Shelf {
  projects(): Promise<ProjectName[]>;
  createProject(project: ProjectContent): Promise<Kept>;
  saveForecast(projectId: string, forecast: NewForecast, key: string): Promise<Kept>;
}

const PROJECTS = "/api/v1/projects";

export const shelf: Shelf = {
  projects: async () => (await answerOf<{ projects: ProjectName[] }>(await send(PROJECTS))).projects,
  createProject: async (project) => answerOf(await post(PROJECTS, project)),
  saveForecast: async (projectId, forecast, key) =>
    answerOf(
      await post(`${PROJECTS}/${encodeURIComponent(projectId)}/forecasts`, forecast, {
        "Idempotency-Key": key,
      }),
    ),
};

function post(address: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return send(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}
