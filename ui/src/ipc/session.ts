/**
 * The session of this browser with the gateway: its key, and the browsers that are signed in.
 *
 * The gateway hands the key over in the head of the page that the one-time link opens. It is kept where pages of this very address and port
 * alone can read it, so that further tabs have it too; the cookie is sent to every server on this machine, and is not enough.
 */
import { locale, m } from "../i18n.svelte";
import { Failure } from "./failure";

const KEPT = "leadwell.session";
/** Where nothing can be kept, the tab that was let in has it. */
let held: string | null = null;

/** Keeps the key out of the page's head, and takes the link out of the address. Before anything is asked. */
export function enter(): void {
  const head = document.querySelector<HTMLMetaElement>('meta[name="leadwell-session"]');
  if (!head) return;
  held = head.content;
  head.remove();
  try {
    localStorage.setItem(KEPT, held);
  } catch {
    // This tab works all the same.
  }
  history.replaceState(history.state, "", `${location.pathname}${location.hash}`);
}

/** Another tab may have opened a newer session: what is kept counts. */
function key(): string {
  try {
    return localStorage.getItem(KEPT) ?? held ?? "";
  } catch {
    return held ?? "";
  }
}

/** Asks the gateway, with further `said` in the head. What it refuses is thrown as it was said. */
export async function ask(method: "GET" | "POST", path: string, body: unknown, command: string, said: Record<string, string> = {}): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Leadwell-Language": locale.current, "X-Leadwell-Session": key(), ...said },
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  } catch {
    throw new Failure({ kind: "io", code: "host.unreachable", message: m.common_host_unreachable(), command });
  }
  if (answer.status === 204) return null;
  let answered: unknown;
  try {
    answered = await answer.json();
  } catch {
    throw new Failure({ kind: "io", code: "host.no_json", message: m.common_host_no_answer({ status: answer.status }), command });
  }
  if (!answer.ok) throw answered;
  return answered;
}

/** A browser that is signed in. */
export interface Session {
  id: number;
  /** What it says of itself. */
  browser: string;
  opened_at: number;
  used_at: number;
  /** This one. */
  current: boolean;
}

export const sessions = async (): Promise<Session[]> => (await ask("GET", "/sessions", undefined, "sessions")) as Session[];
export const endSession = async (id: number): Promise<void> => void (await ask("POST", `/sessions/${id}/end`, {}, "sessions"));
/** A link that signs one more browser in, once. */
export const invite = async (): Promise<string> => ((await ask("POST", "/sessions", {}, "sessions")) as { link: string }).link;

const BROWSERS: [RegExp, string][] = [[/\bEdg\w*\//, "Edge"], [/\bOPR\//, "Opera"], [/\bFirefox\//, "Firefox"], [/\bChrom(e|ium)\//, "Chrome"], [/\bSafari\//, "Safari"]];
const SYSTEMS: [RegExp, string][] = [[/Windows/, "Windows"], [/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];

/** "Firefox · Linux", out of what a browser says of itself; nothing when it says neither. */
export function browserName(said: string): string | null {
  const found = [BROWSERS, SYSTEMS].map((names) => names.find(([sign]) => sign.test(said))?.[1]).filter((name) => name !== undefined);
  return found.length > 0 ? found.join(" · ") : null;
}
