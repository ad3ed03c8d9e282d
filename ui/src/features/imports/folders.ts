/** Words and places of watched folders. */
import { m } from "../../i18n.svelte";
import type { Folder } from "../../ipc";

export const folderState = (folder: Pick<Folder, "active" | "trouble">): string => (!folder.active ? m.folder_off() : folder.trouble ? m.folder_waits() : m.folder_on());
/** Class of the dot before the state; see `.st` in kit.css. */
export const folderMark = (folder: Pick<Folder, "active" | "trouble">): string => (!folder.active ? "" : folder.trouble ? "wait" : "ok");

/** A file's whole path, with the separator its folder uses. */
export function inFolder(folder: string, name: string): string {
  const mark = folder.includes("\\") && !folder.startsWith("/") ? "\\" : "/";
  return folder.endsWith(mark) ? folder + name : folder + mark + name;
}
