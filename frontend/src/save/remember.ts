// Which project a forecast goes to unless somebody says otherwise; kept in this browser, in no link.

const KEY = "flow-forecaster.project";

/** A forecast was begun from this project, in this tab. */
export function rememberOpened(projectId: string): void {
  keep(() => sessionStorage, projectId);
}

/** A forecast was saved there; the tab goes on with it. */
export function rememberUsed(projectId: string): void {
  keep(() => localStorage, projectId);
  keep(() => sessionStorage, projectId);
}

/** The project that this tab came from or used last, else the one that this browser used last. */
export function rememberedProject(): string | null {
  return kept(() => sessionStorage) ?? kept(() => localStorage);
}

// A browser may refuse to store, even to be asked for its storage.
function keep(storage: () => Storage, projectId: string): void {
  try {
    storage().setItem(KEY, projectId);
  } catch {
    // Then the dialog proposes the newest project.
  }
}

function kept(storage: () => Storage): string | null {
  try {
    return storage().getItem(KEY);
  } catch {
    return null;
  }
}
