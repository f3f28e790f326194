// One value that the page watches.

export interface Store<Value> {
  get(): Value;
  set(value: Value): void;
  watch(watcher: (value: Value) => void): void;
}

export function createStore<Value>(first: Value): Store<Value> {
  let value = first;
  const watchers: ((value: Value) => void)[] = [];
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const watcher of watchers) watcher(value);
    },
    watch: (watcher) => void watchers.push(watcher),
  };
}
