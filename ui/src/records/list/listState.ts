/** How lists were left, and opening one on certain records from another page. */
import type { ViewDefinition } from "../../ipc";
import { persisted } from "../../persisted.svelte";
import { go } from "../../shell/router.svelte";
import { HANDED, type Handed } from "./tabs";

/** Changes somebody made to a tab and has not saved stay with it, as do the panel and folded groups; also over a restart on this device. */
export const listChanges = (name: string) => persisted(`${name}.changes`, { of: {} as Record<string, ViewDefinition>, peek: true, folded: {} as Record<string, string[]> }, { disk: true });
/** The tab one was on, until the program ends: then the preferred view opens again. */
export const listPlace = (name: string) => persisted(`${name}.place`, { tab: "", text: "", top: 0, cursor: -1, handed: null as Handed | null });

/** Puts these records into a tab of their own and goes to it; what was changed about the other tabs stays. */
export function handOver(name: string, handed: Handed): void {
  delete listChanges(name).of[HANDED];
  const { text = "", ...selection } = handed.selection;
  Object.assign(listPlace(name), { tab: HANDED, text, top: 0, cursor: -1, handed: { ...handed, selection } });
}
/** The same from another page. */
export function showIn(name: string, path: string, handed: Handed): void {
  handOver(name, handed);
  go(path);
}
