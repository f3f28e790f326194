// Where a forecast is kept and what it is called.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ForecastRequest } from "../api-types.ts";
import { Refused } from "../ask.ts";
import { t } from "../words.ts";
import { type ProjectName, shelf } from "./ask-projects.ts";
import { nameOf } from "./name.ts";
import { NEW, ProjectChoice } from "./project-choice.tsx";
import { rememberedProject } from "./remember.ts";
import type { Saved, Saver, Target } from "./saver.ts";

interface SaveFormProps {
  request: ForecastRequest;
  start: string;
  saver: Saver;
  saved(name: string, saved: Saved): void;
  signedOut(): void;
  cancel(): void;
}

const NOT_SIGNED_IN = 401;
const LONGEST_NAME = 200;
const LONGEST_NOTE = 2000;

export function SaveForm({ request, start, saver, saved, signedOut, cancel }: SaveFormProps): JSX.Element {
  const [projects, setProjects] = useState<ProjectName[] | undefined>();
  const [projectId, choose] = useState("");
  const [projectName, nameProject] = useState("");
  const [name, setName] = useState(() => nameOf(request, start));
  const [note, setNote] = useState("");
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState("");

  const failed = (error: unknown): void => {
    if (error instanceof Refused && error.status === NOT_SIGNED_IN) signedOut();
    else setProblem(problemText(error));
  };
  const load = async (): Promise<void> => {
    const found = await shelf.projects();
    setProjects(found);
    choose((found.find(({ id }) => id === rememberedProject()) ?? found[0])?.id ?? NEW);
  };
  useEffect(() => void load().catch(failed), []);

  const submit = async (): Promise<void> => {
    setSaving(true);
    setProblem("");
    try {
      if (!projects) return await load();
      const target: Target = projectId === NEW ? { name: projectName.trim() } : { id: projectId };
      saved(name.trim(), await saver.save(target, { name: name.trim(), note, request }));
    } catch (error) {
      failed(error);
    } finally {
      setSaving(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) void submit();
      }}
    >
      {projects && (
        <>
          <ProjectChoice {...{ projects, projectId, choose, projectName, nameProject }} />
          <label class="form-label" for="save-name">
            {t("Name of the forecast")}
          </label>
          <input
            id="save-name"
            class="form-control"
            required
            maxLength={LONGEST_NAME}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <label class="form-label" for="save-note">
            {t("Note")}
          </label>
          <textarea
            id="save-note"
            class="form-control"
            rows={2}
            maxLength={LONGEST_NOTE}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
      <p class="save-problem" role="alert">
        {problem}
      </p>
      <div class="choices">
        <button type="submit" class="btn btn-main" aria-disabled={isSaving || (!projects && !problem)}>
          {isSaving ? t("Saving …") : projects || !problem ? t("Save") : t("Try again")}
        </button>
        <button type="button" class="btn btn-quiet" onClick={cancel}>
          {t("Cancel")}
        </button>
      </div>
    </form>
  );
}

function problemText(error: unknown): string {
  if (!(error instanceof Refused))
    return t("No answer from the server right now. Nothing is lost: try again in a moment.");
  return error.problems.map(({ message }) => message).join(" ") || error.message;
}
