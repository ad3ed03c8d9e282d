/** The fields of a kind of record that have no code of their own, one's own and plain ones of the program; with the people, when one of them names somebody. */
import { query } from "../../ipc";
import { workspace } from "../../shell/workspace.svelte";
import { everyone } from "../reference/referenceLists";
import { inUse, type Around, type Entity, type Own } from "./customFields";

export interface OwnFields extends Own {
  /** All that is needed is there, or cannot be had. */
  readonly ready: boolean;
}

/** `entity` answers null as long as they are not needed. */
export function ownFields(entity: () => Entity | null): OwnFields {
  const ws = workspace();
  const asked = query("custom_fields.in_use", () => {
    const of = entity();
    return of && { entity: of };
  });
  const known = $derived(inUse(asked.data ?? []));
  const names = $derived(known.some(({ kind }) => kind === "person"));
  const people = everyone(() => (names ? {} : null));
  const ready = $derived(entity() === null || (!asked.loading && !(names && people.loading)));
  const around = $derived<Around>({ currency: ws.currency, today: ws.today, me: ws.info.person.id, people: people.data ?? [] });
  return {
    get fields() {
      return ready ? known : [];
    },
    get around() {
      return around;
    },
    get ready() {
      return ready;
    },
  };
}
