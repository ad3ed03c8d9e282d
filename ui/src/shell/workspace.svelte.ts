/** What the whole program knows about the open file; loaded once by the shell. */
import { getContext, setContext } from "svelte";
import type { Permission, WorkspaceInfo } from "../ipc";

const KEY = Symbol("workspace");

export interface Workspace {
  readonly info: WorkspaceInfo;
  /** The currency of every total. */
  readonly currency: string;
  /** "YYYY-MM-DD" in the workspace's time zone. */
  readonly today: string;
  readonly zone: string;
  /** Whether this person may run commands that need the permission. */
  can(permission: Permission): boolean;
}

export function provideWorkspace(info: () => WorkspaceInfo): Workspace {
  return setContext<Workspace>(KEY, {
    get info() {
      return info();
    },
    get currency() {
      return info().base_currency;
    },
    get today() {
      return info().today;
    },
    get zone() {
      return info().time_zone;
    },
    can: (permission) => info().permissions.includes(permission),
  });
}

/** For pages: `const ws = workspace();` during component set-up. */
export const workspace = (): Workspace => getContext<Workspace>(KEY);
