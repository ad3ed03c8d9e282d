/** Many merges at once, each a change of its own. */
import { collectChanges, Failure, type ChangeId, type RecordKind } from "../../ipc";
import type { Group } from "./pairs";

export interface MergedAll {
  /** The groups that became one record each. */
  done: Group[];
  /** Why the next one did not; those after it were not tried. */
  failure: Failure | null;
  /** The numbers of the merges. */
  changes: readonly ChangeId[];
}

export async function mergeAll(entity: RecordKind, groups: readonly Group[]): Promise<MergedAll> {
  const { call, changes } = collectChanges();
  const done: Group[] = [];
  for (const group of groups) {
    try {
      await call("duplicates.merge", { entity, keep: group.keep.id, gone: group.gone.map(({ id }) => id) });
      done.push(group);
    } catch (thrown) {
      return { done, failure: Failure.from(thrown), changes };
    }
  }
  return { done, failure: null, changes };
}
