/** A filter that another page hands over in the address, as a selection; and the one state a condition asks for. Pure. */
import type { Condition, Selection } from "../../ipc";
import { partsOf } from "../conditions/condition";
import { selectionOf } from "../questions/dealFilter";

const LISTS = ["owner_ids", "product_ids", "customer_ids", "stage_ids", "status", "category", "ids"];

/** A filter from an address as a selection; null when it cannot be read. */
export function toSelection(written: string | null): Selection | null {
  if (!written) return null;
  try {
    const read: unknown = JSON.parse(written);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
    // Anybody can write an address: what should be a list and is none is left out.
    return selectionOf(Object.fromEntries(Object.entries(read).filter(([name, value]) => !LISTS.includes(name) || Array.isArray(value))));
  } catch {
    return null;
  }
}

/** The one state a condition asks for; "all" for none or several. */
export function statusOf(condition: Condition): "open" | "won" | "lost" | "all" {
  const asked = partsOf(condition).flatMap((part) => ("field" in part && part.field === "status" ? [part.values ?? []] : []));
  const [only] = asked.length === 1 ? (asked[0] ?? []) : [];
  return asked.length === 1 && asked[0]?.length === 1 && (only === "open" || only === "won" || only === "lost") ? only : "all";
}
