/** Undo and redo of the whole workspace, and the toast that offers it after a change. */
import { call, collectChanges, Failure, type Change, type ChangeId, type Opened, type Work } from "../ipc";
import { m } from "../i18n.svelte";
import { toast } from "../kit";
import { changeText } from "./changeText";

/** Shows a failure that belongs to no field. */
export function sayFailure(thrown: unknown): void {
  toast(Failure.from(thrown).message, { tone: "error" });
}

/** Takes changes back or makes them again, one after the other, until one is refused. Says what was done, with the way back beside it, and why it stopped. */
async function turn(command: "history.undo" | "history.redo", inputs: readonly { change_id?: ChangeId }[], what?: string): Promise<void> {
  const turned: Change[] = [];
  let refused: unknown;
  try {
    for (const input of inputs) turned.push((await call(command, input)).change);
  } catch (thrown) {
    refused = thrown;
  }
  const [only] = turned;
  if (only) {
    const ids = turned.map(({ id }) => id);
    if (command === "history.undo") {
      const text = turned.length > 1 ? m.shell_undone_several({ count: turned.length }) : m.shell_undone({ what: what ?? changeText(only) });
      // An import that was taken back does not come again without its file.
      const again = turned.every((change) => !change.import_id);
      toast(text, again ? { action: { label: m.shell_redo(), ...keysOf("mod+shift+z", ids), run: () => void redo(ids), testid: "toast-redo" } } : {});
    } else done(ids, turned.length > 1 ? m.shell_redone_several({ count: turned.length }) : m.shell_redone({ what: what ?? changeText(only) }));
  }
  if (refused !== undefined) sayFailure(refused);
}

/** The shortcut is about one change: a gesture of several has none. */
const keysOf = (keys: string, changes: readonly ChangeId[]): { keys?: string } => (changes.length === 1 ? { keys } : {});

/** Takes back exactly these changes, the newest first; without them, one's own last change. `what` says them, where the page knows better words. */
export function undo(changes?: readonly ChangeId[], what?: string): Promise<void> {
  return turn("history.undo", changes ? [...changes].sort((a, b) => b - a).map((change_id) => ({ change_id })) : [{}], what);
}

/** Makes again exactly these changes, the oldest first; without them, what was taken back last. */
export function redo(changes?: readonly ChangeId[]): Promise<void> {
  return turn("history.redo", changes ? [...changes].sort((a, b) => a - b).map((change_id) => ({ change_id })) : [{}]);
}

/** Says what was done, with an Undo of exactly these changes beside it; with none when nothing was altered. */
export function done(changes: readonly ChangeId[], text: string, tone: "plain" | "error" = "plain"): void {
  const made = [...changes];
  toast(text, made.length > 0 ? { tone, action: { label: m.shell_undo(), ...keysOf("mod+z", made), run: () => void undo(made), testid: "toast-undo" } } : { tone });
}

/**
 * Runs a change through a `call` of its own; says `text` with Undo when it worked, the failure when not. Answers whether it worked.
 * `change((call) => call("leads.release", { id }), m.leads_released({ name }))`
 */
export async function change<T>(work: Work<T>, text?: string | ((output: T) => string), opened?: Opened): Promise<boolean> {
  const { call, changes } = collectChanges(opened);
  let output: T;
  try {
    output = await work(call);
  } catch (thrown) {
    sayFailure(thrown);
    return false;
  }
  if (text !== undefined) done(changes, typeof text === "function" ? text(output) : text);
  return true;
}
