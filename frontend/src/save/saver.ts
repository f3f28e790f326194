// Saves a forecast once, however often it has to be asked: the same saving keeps its key, another gets a new one.

import type { ProjectContent } from "../api-types.ts";
import type { NewForecast, ProjectName, Shelf } from "./ask-projects.ts";

/** A project that is there, or one to be made. */
export type Target = { id: string } | { name: string };

export interface Saved {
  projectId: string;
  forecastId: string;
}

export interface Saver {
  save(target: Target, forecast: NewForecast): Promise<Saved>;
}

export function createSaver(shelf: Shelf, newKey: () => string): Saver {
  let made: ProjectName | undefined;
  let tried = "";
  let asked = { text: "", key: "" };

  async function createdProject(name: string, request: NewForecast["request"]): Promise<string> {
    if (made?.name === name) return made.id;
    // Whether it was made before its answer was lost, only the list says.
    if (tried === name) made = (await shelf.projects()).find((project) => project.name === name);
    tried = name;
    if (made?.name !== name) made = { name, id: (await shelf.createProject(projectFrom(name, request))).id };
    return made.id;
  }

  async function savedForecast(projectId: string, forecast: NewForecast): Promise<string> {
    const text = JSON.stringify([projectId, forecast]);
    if (asked.text !== text) asked = { text, key: newKey() };
    return (await shelf.saveForecast(projectId, forecast, asked.key)).id;
  }

  return {
    async save(target, forecast) {
      const projectId = "id" in target ? target.id : await createdProject(target.name, forecast.request);
      return { projectId, forecastId: await savedForecast(projectId, forecast) };
    },
  };
}

/** A new project knows what its first forecast was asked with. */
function projectFrom(name: string, request: NewForecast["request"]): ProjectContent {
  const { history, team, calendar, pace_model, verdict } = request;
  return {
    name,
    history,
    ...(team && { team }),
    ...(calendar && { calendar }),
    ...(pace_model && { pace_model }),
    ...(verdict && { verdict }),
  };
}
