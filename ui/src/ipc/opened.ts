/** What the page knows of the file, kept by an editor from the moment it opens: what others change after that is not written over unseen. */
import type { ChangeId } from "./generated";

/** Kept by an editor while it is open; `seen` goes once its person has been told of what came between. */
export interface Opened {
  seen?: ChangeId;
}

let known: ChangeId | undefined;

/** The pulse has gone past this change. */
export function knowChange(last: ChangeId): void {
  known = last;
}

/** Called when an editor opens. */
export const opened = (): Opened => (known === undefined ? {} : { seen: known });
