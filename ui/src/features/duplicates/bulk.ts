/** Many merges at once, each a change of its own, and taking them back. */
import { m } from "../../i18n.svelte";
import { call, Failure, type ChangeId, type DuplicateEntity, type UserId } from "../../ipc";
import { toast } from "../../kit";
import { sayFailure } from "../../shell/undo";
import type { Group } from "./pairs";

export interface MergedAll {
  /** The groups that became one record each. */
  done: Group[];
  /** Why the next one did not; those after it were not tried. */
  failure: Failure | null;
}

export async function mergeAll(entity: DuplicateEntity, groups: readonly Group[]): Promise<MergedAll> {
  const done: Group[] = [];
  for (const group of groups) {
    try {
      await call("duplicates.merge", { entity, keep: group.keep.id, gone: group.gone.map(({ id }) => id) });
      done.push(group);
    } catch (thrown) {
      return { done, failure: Failure.from(thrown) };
    }
  }
  return { done, failure: null };
}

/** One's own last merges that still stand, the newest first. */
export async function lastMerges(me: UserId, count: number): Promise<ChangeId[]> {
  const changes = await call("history.list", { limit: 500 });
  return changes.filter((change) => change.command === "duplicates.merge" && change.user_id === me && !change.undone).slice(0, count).map(({ id }) => id);
}

/** Takes merges back, the newest first, and says how many. */
export async function takeBack(changes: readonly ChangeId[]): Promise<void> {
  let count = 0;
  try {
    for (const change_id of changes) {
      await call("history.undo", { change_id });
      count += 1;
    }
  } catch (thrown) {
    sayFailure(thrown);
  }
  if (count > 0) toast(m.duplicates_bulk_undone({ count }));
}
