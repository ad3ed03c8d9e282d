/** Labels of the kinds of activities. */
import { m } from "../../i18n.svelte";
import { table } from "../../table";

const KIND: Record<string, () => string> = table({
  note: m.deals_kind_note,
  call: m.deals_kind_call,
  meeting: m.deals_kind_meeting,
  mail: m.deals_kind_mail,
  chat: m.deals_kind_chat,
  task: m.deals_kind_task,
});

export const kindText = (kind: string): string => KIND[kind]?.() ?? kind;
