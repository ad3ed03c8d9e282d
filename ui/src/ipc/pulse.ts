/** Notices what others changed in the file: asks every two seconds, while the page is visible, which changes came since. */
import { call, markStale, type CommandName } from "./call";
import { COMMANDS, type ChangeId, type Pulse } from "./generated";
import { knowChange } from "./opened";
import { forgetOwn, isOwn, ownAnswers } from "./own";

const EVERY_MS = 2000;

/** What a command makes stale. A job changes things after its answer, and what the program does by itself is no command: then all is. */
function topicsOf(command: string): readonly string[] | "all" {
  const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command as CommandName] : undefined;
  return known?.kind === "change" ? [...known.topics, "history"] : "all";
}

/** What others' changes make stale, each topic once. */
async function staleBy({ last_change_id: last, changes }: Pulse): Promise<readonly string[] | "all"> {
  // Too many to name them; or the list does not lead to the last one, because another file is open now.
  if (changes === null || changes.at(-1)?.id !== last) return "all";
  // The pulse can be faster than the answer to one's own change, whose number only that answer tells.
  if (changes.some(({ id }) => !isOwn(id))) await ownAnswers();
  const stale = new Set<string>();
  for (const { id, command } of changes) {
    if (isOwn(id)) continue;
    const topics = topicsOf(command);
    if (topics === "all") return "all";
    for (const topic of topics) stale.add(topic);
  }
  return [...stale];
}

/** Starts polling; answers the function that ends it. */
export function startPulse(): () => void {
  let since: ChangeId | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let beating = false;
  let ended = false;

  async function beat(): Promise<void> {
    if (beating) return;
    beating = true;
    if (document.visibilityState === "visible") {
      try {
        const pulse = await call("workspace.pulse", since === undefined ? {} : { since });
        const last = pulse.last_change_id as ChangeId;
        if (since !== undefined && last !== since) {
          const stale = await staleBy(pulse);
          if (stale.length > 0 && !ended) markStale(stale);
        }
        since = last;
        knowChange(last);
        forgetOwn(last);
      } catch {
        // The next query on screen will say what is wrong.
      }
    }
    beating = false;
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
