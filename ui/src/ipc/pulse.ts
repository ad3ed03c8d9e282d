/** Notices that another program changed the file: asks for the pulse every two seconds while the page is visible. */
import { call, markStale } from "./call";

const EVERY_MS = 2000;

/** Starts polling; answers the function that ends it. */
export function startPulse(): () => void {
  let last: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function beat(): Promise<void> {
    if (document.visibilityState === "visible") {
      try {
        const { last_change_id: now } = await call("workspace.pulse");
        if (last !== undefined && last !== now) markStale("all");
        last = now;
      } catch {
        // The next query on screen will say what is wrong.
      }
    }
    if (!ended) timer = setTimeout(() => void beat(), EVERY_MS);
  }

  function woke(): void {
    if (document.visibilityState !== "visible") return;
    clearTimeout(timer);
    void beat();
  }

  document.addEventListener("visibilitychange", woke);
  void beat();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", woke);
  };
}
