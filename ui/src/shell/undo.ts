/** Undo and redo of the whole workspace, and the toast that offers it after a change. */
import { call, Failure } from "../ipc";
import { m } from "../i18n.svelte";
import { toast } from "../kit";
import { changeText } from "./changeText";

/** Shows a failure that belongs to no field. */
export function sayFailure(thrown: unknown): void {
  toast(Failure.from(thrown).message, { tone: "error" });
}

export async function undo(): Promise<void> {
  try {
    const { change } = await call("history.undo", {});
    toast(m.shell_undone({ what: changeText(change) }), { action: { label: m.shell_redo(), keys: "mod+shift+z", run: () => void redo(), testid: "toast-redo" } });
  } catch (thrown) {
    sayFailure(thrown);
  }
}

export async function redo(): Promise<void> {
  try {
    const { change } = await call("history.redo");
    toast(m.shell_redone({ what: changeText(change) }), { action: { label: m.shell_undo(), keys: "mod+z", run: () => void undo() } });
  } catch (thrown) {
    sayFailure(thrown);
  }
}

/** Says what was done, with Undo beside it. Call it after every change the person made. */
export function done(text: string): void {
  toast(text, { action: { label: m.shell_undo(), keys: "mod+z", run: () => void undo(), testid: "toast-undo" } });
}

/** Runs a change; says `text` with Undo when it worked, the failure when not. Answers whether it worked. */
export async function change(work: () => Promise<unknown>, text?: string | (() => string)): Promise<boolean> {
  try {
    await work();
  } catch (thrown) {
    sayFailure(thrown);
    return false;
  }
  if (text !== undefined) done(typeof text === "function" ? text() : text);
  return true;
}
