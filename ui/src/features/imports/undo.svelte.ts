/** Taking back a whole import, after asking, and the file with the rows that were not taken. */
import { call, saveFile, type ImportStatus } from "../../ipc";
import { decimal } from "../../format";
import { m } from "../../i18n.svelte";
import { toast } from "../../kit";
import { sayFailure } from "../../shell/undo";

let asked = $state.raw<ImportStatus | null>(null);
let busy = $state(false);

export const takeBack = {
  /** The import somebody wants to take back, until they said yes or no. */
  get asked(): ImportStatus | null {
    return asked;
  },
  get busy(): boolean {
    return busy;
  },
  ask(status: ImportStatus): void {
    asked = status;
  },
  no(): void {
    asked = null;
  },
  async yes(): Promise<void> {
    const status = asked;
    if (!status || busy) return;
    busy = true;
    try {
      // One that was interrupted before anything was written is only struck off.
      if (status.can_undo) await call("imports.undo", { import_id: status.import_id });
      else await call("imports.cancel", { import_id: status.import_id });
      toast(m.import_undone_text({ name: status.file_name, count: decimal(status.created + status.updated, 0) }));
    } catch (thrown) {
      sayFailure(thrown);
    } finally {
      busy = false;
      asked = null;
    }
  },
};

export async function saveErrors(status: ImportStatus): Promise<void> {
  try {
    const file = await call("imports.errors", { import_id: status.import_id });
    const place = await saveFile(file.name, file.csv_base64);
    toast(place ? m.import_saved_at({ place }) : m.import_saved({ name: file.name }));
  } catch (thrown) {
    sayFailure(thrown);
  }
}
