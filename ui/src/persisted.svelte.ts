/** Page state that outlives the page: filters, scroll positions, collapsed columns, column widths. */
const memory = new Map<string, object>();

function fromDisk(key: string): object | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof found === "object" && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The same reactive record every time it is asked for under `name`. With `disk`, it also survives a restart on this device.
 * `const view = persisted("board", { sort: "next_activity", collapsed: [] as number[] }, { disk: true });`
 */
export function persisted<T extends object>(name: string, initial: T, options: { disk?: boolean } = {}): T {
  const known = memory.get(name);
  if (known) return known as T;
  const key = `leadwell.keep.${name}`;
  const start = options.disk ? { ...initial, ...fromDisk(key) } : initial;
  const state = $state(start) as T;
  memory.set(name, state);
  if (options.disk) {
    $effect.root(() => {
      $effect(() => {
        const text = JSON.stringify(state);
        try {
          localStorage.setItem(key, text);
        } catch {
          // No storage: kept as long as the window.
        }
      });
    });
  }
  return state;
}
