/** The program around the page: the Tauri window, or a browser talking to the gateway over HTTP. */
import { invoke, isTauri } from "@tauri-apps/api/core";
import type { ChangeId } from "./generated";
import { ask } from "./session";

/** What every command is answered with. */
export interface Answer {
  /** What the command itself answers. */
  output: unknown;
  /** The number of the recorded change; null when nothing was altered. */
  change_id: ChangeId | null;
  /** How many rows it changed. */
  records: number;
}

export interface Host {
  /** "window" has a file system of its own; "browser" has only downloads. */
  readonly kind: "window" | "browser";
  /** `seen`: the last change the page knew of when the person began; what others changed since is not written over. */
  rpc(command: string, input: unknown, language: string, seen?: ChangeId): Promise<Answer>;
  /** Asks where to keep the file. Answers the chosen place, or null when cancelled or unknown. */
  saveFile(name: string, base64: string): Promise<string | null>;
  openExternal(url: string): Promise<void>;
}

const tauriHost: Host = {
  kind: "window",
  rpc: (command, input, language, seen) => invoke<Answer>("rpc", { command, input, language, seen: seen ?? null }),
  saveFile: (name, base64) => invoke<string | null>("save_file", { name, base64 }),
  openExternal: (url) => invoke("open_external", { url }),
};

const httpHost: Host = {
  kind: "browser",
  rpc: async (command, input, _language, seen) => (await ask("POST", `/rpc/${command}`, input, command, seen === undefined ? {} : { "X-Leadwell-Seen": String(seen) })) as Answer,
  async saveFile(name, base64) {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes]));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    return null;
  },
  async openExternal(url) {
    window.open(url, "_blank", "noopener,noreferrer");
  },
};

let current: Host = isTauri() ? tauriHost : httpHost;

export const host = (): Host => current;

/** Tests put a double here. */
export function setHost(next: Host): void {
  current = next;
}

export const saveFile = (name: string, base64: string): Promise<string | null> => current.saveFile(name, base64);
export const openExternal = (url: string): Promise<void> => current.openExternal(url);

/** Prints what is on screen through the system's dialog; theme.svelte.ts switches to the light set meanwhile. */
export function printPages(): void {
  window.print();
}
