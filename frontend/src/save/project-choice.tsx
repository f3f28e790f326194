// A project that is there, or the name of a new one.

import type { JSX } from "preact";
import { t } from "../words.ts";
import type { ProjectName } from "./ask-projects.ts";

/** Chosen where a new project is to be made. */
export const NEW = "new";

const LONGEST_NAME = 200;

interface ProjectChoiceProps {
  projects: ProjectName[];
  projectId: string;
  choose(projectId: string): void;
  projectName: string;
  nameProject(name: string): void;
}

export function ProjectChoice(props: ProjectChoiceProps): JSX.Element {
  const { projects, projectId, choose, projectName, nameProject } = props;
  return (
    <>
      {projects.length > 0 && (
        <>
          <label class="form-label" for="save-project">
            {t("Project")}
          </label>
          <select
            id="save-project"
            class="form-select"
            value={projectId}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={NEW}>{t("A new project …")}</option>
          </select>
        </>
      )}
      {projectId === NEW && (
        <>
          <label class="form-label" for="save-project-name">
            {t("Name of the project")}
          </label>
          <input
            id="save-project-name"
            class="form-control"
            required
            maxLength={LONGEST_NAME}
            value={projectName}
            onInput={(event) => nameProject(event.currentTarget.value)}
          />
        </>
      )}
    </>
  );
}
