/** Short messages at the bottom of the window, with at most one action. */
export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "error";
  action: { label: string; keys?: string; run: () => void; testid?: string } | undefined;
}

const LASTS_MS = 8000;
const list = $state<Toast[]>([]);
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let counter = 0;

export const toasts = {
  get list(): readonly Toast[] {
    return list;
  },
  dismiss(id: number): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const at = list.findIndex((toast) => toast.id === id);
    if (at >= 0) list.splice(at, 1);
  },
  /** Holds them all while the pointer or focus is on one. */
  hold(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  },
  resume(): void {
    for (const { id } of list) if (!timers.has(id)) arm(id);
  },
};

function arm(id: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => toasts.dismiss(id), LASTS_MS),
  );
}

/** Says something that happened. Only the last two stay on screen; a newer action (undo) ends the older ones, so that one at most is on offer. */
export function toast(text: string, options: { tone?: "plain" | "error"; action?: Toast["action"] } = {}): void {
  counter += 1;
  if (options.action) for (const old of [...list]) if (old.action) toasts.dismiss(old.id);
  while (list.length > 1) toasts.dismiss(list[0]?.id ?? 0);
  list.push({ id: counter, text, tone: options.tone ?? "plain", action: options.action });
  arm(counter);
}
