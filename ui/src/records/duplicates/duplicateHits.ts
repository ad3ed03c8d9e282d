/** Who is known by the same keys: the core's hits put together by record. */
import { m } from "../../i18n.svelte";
import type { RecordKind, DuplicateHit, DuplicateKey } from "../../ipc";
import { keyText, mobileText } from "../leads/labels";

export interface Known {
  entity: RecordKind;
  id: number;
  name: string;
  company: string | null;
  owner: string | null;
  created_at: number;
  /** The keys that hit, each with what both say. */
  by: { key: DuplicateKey; value: string }[];
}

/** One entry per record, in the order of the hits. */
export function byRecord(hits: readonly DuplicateHit[]): Known[] {
  const records = new Map<string, Known>();
  for (const { entity, id, name, company, owner, created_at, key, value } of hits) {
    const known = records.get(`${entity} ${id}`);
    if (known) known.by.push({ key, value });
    else records.set(`${entity} ${id}`, { entity, id, name, company, owner, created_at, by: [{ key, value }] });
  }
  return [...records.values()];
}

/** "mobile 138 0013 8000, company Sulian" */
export const byText = (known: Known): string => known.by.map(({ key, value }) => m.lead_key_value({ key: keyText(key), value: key === "mobile" ? mobileText(value) : value })).reduce((first, then) => m.lead_both({ first, then }));
