// What answers on this device, loaded where nothing else is waited for.

type Answers = typeof import("./on-device.ts").answerOnDevice;

const CALM_MS = 2_000;

let loaded: Answers | undefined;
let isComing = false;

/** Once it has come. */
export function onDevice(): Answers | undefined {
  return loaded;
}

/** Loads it soon, unless it is here; where that fails, the next call tries again. */
export function loadOnDevice(): void {
  if (isComing) return;
  isComing = true;
  setTimeout(() => {
    import("./on-device.ts").then(
      (module) => (loaded = module.answerOnDevice),
      () => (isComing = false),
    );
  }, CALM_MS);
}
