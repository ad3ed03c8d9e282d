/** The timeline of a lead beside its activities: changes of state, owner and quarantine, and arrivals; and stored values as text. Pure but for the language. */
import { count, day, moneyFull, NOTHING } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { BantNote, FieldChange, Lead, TimelineKind } from "../../../ipc";
import { href } from "../../../shell/router.svelte";
import type { Entry } from "../../../records/activities/timeline";
import { answerText, doorText, letterText, LETTERS, quarantineText, stateText } from "../../../records/leads/labels";

const entry = (key: string, at: number, kind: TimelineKind, person: string | null, said: Entry["said"], link?: string): Entry => ({
  key, at, kind, person, text: "", person_id: null, activity_id: null, deal_id: null, deal: null, contact_id: null, contact: null, due_on: null, done_at: null, pinned: false, field: null, from: null, to: null,
  ...(said ? { said } : {}),
  ...(link ? { href: link } : {}),
});

/** State, owner and quarantine out of the recorded changes; its coming, and those that were collected under it. */
export function leadEntries(lead: Lead, changes: readonly FieldChange[]): Entry[] {
  const told: Entry[] = [];
  for (const { change_id, at, person, field, old, new: now, old_name, new_name } of changes) {
    const key = `c${change_id} ${field}`;
    if (field === "state") {
      const reason = changes.find((one) => one.change_id === change_id && one.field === "state_reason")?.new;
      told.push(entry(key, at, "stage", person, { head: m.lead_state(), from: stateText(String(old)), to: stateText(String(now)), ...(reason ? { text: String(reason) } : {}) }));
    } else if (field === "owner_id") {
      told.push(entry(key, at, "field", person, { head: m.lead_owner(), from: old_name ?? m.lead_nobody(), to: new_name ?? m.lead_nobody() }));
    } else if (field === "quarantine") {
      told.push(entry(key, at, "stage", person, now === null ? { head: m.lead_released(), text: quarantineText(String(old)) } : { head: m.lead_quarantine(), text: quarantineText(String(now)) }));
    } else if (field === "deleted_at") {
      told.push(entry(key, at, "stage", person, { head: now === null ? m.lead_restored() : m.lead_binned() }));
    }
  }
  for (const { id, code, source, door, at } of lead.arrivals) {
    told.push(entry(`a${id}`, at, "created", null, { head: m.lead_arrived_again(), to: code, text: [doorText(door), source].filter(Boolean).join(" · ") }, href(`/leads/${id}`)));
  }
  told.push(entry("came", lead.created_at, "created", null, { head: m.lead_came(), text: [doorText(lead.door), lead.source].filter(Boolean).join(" · ") }));
  return told;
}

/** What stands behind the answers, on one line. */
function notesText(stored: string): string {
  const notes = JSON.parse(stored) as Record<string, BantNote>;
  const lines = LETTERS.flatMap((letter) => {
    const said = [notes[letter]?.note, notes[letter]?.on, notes[letter]?.source].filter(Boolean).join(" ");
    return said ? [m.lead_key_value({ key: letterText(letter), value: said })] : [];
  });
  return lines.length > 0 ? lines.reduce((first, then) => m.lead_both({ first, then })) : NOTHING;
}

/** A stored value of a column as people read it; nothing where the words of a deal serve. */
export function leadValueText(one: FieldChange, side: "old" | "new", currency: string): string {
  const value = one[side];
  const name = side === "old" ? one.old_name : one.new_name;
  if (value === null || value === "") return NOTHING;
  if (name !== null) return name;
  if (one.field.startsWith("bant_") && one.field !== "bant_notes") return answerText(String(value));
  switch (one.field) {
    case "bant_notes":
      return notesText(String(value));
    case "state":
      return stateText(String(value));
    case "quarantine":
      return quarantineText(String(value));
    case "budget_minor":
      return moneyFull(Number(value), currency);
    case "employees":
      return count(Number(value));
    case "deleted_at":
      return m.lead_in_bin();
    default:
      return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? day(String(value)) : String(value);
  }
}
