/** What can be done with chosen leads. */
import CircleDot from "@lucide/svelte/icons/circle-dot";
import Merge from "@lucide/svelte/icons/merge";
import Pencil from "@lucide/svelte/icons/pencil";
import RotateCcw from "@lucide/svelte/icons/rotate-ccw";
import TagIcon from "@lucide/svelte/icons/tag";
import Trash from "@lucide/svelte/icons/trash-2";
import UserRound from "@lucide/svelte/icons/user-round";
import { m } from "../../../i18n.svelte";
import { MOST } from "../../../records/duplicates/merge";
import type { Verb } from "../../../records/list/source";
import { change } from "../../../shell/undo";
import AssignDialog from "./AssignDialog.svelte";
import FieldDialog from "./FieldDialog.svelte";
import MergeLeads from "./MergeLeads.svelte";
import RemoveLeads from "./RemoveLeads.svelte";
import StateDialog from "./StateDialog.svelte";
import TagDialog from "./TagDialog.svelte";

export const verbs: readonly Verb[] = [
  { id: "assign", label: m.leads_assign, icon: UserRound, keys: "a", dialog: AssignDialog },
  { id: "state", label: m.leads_state_change, icon: CircleDot, keys: "s", dialog: StateDialog },
  { id: "field", label: m.leads_field_change, icon: Pencil, keys: "e", dialog: FieldDialog },
  { id: "tag", label: m.leads_tag, icon: TagIcon, keys: "t", on: ["", "kept"], dialog: TagDialog },
  { id: "merge", label: m.duplicates_merge, icon: Merge, keys: "m", several: { most: MOST }, dialog: MergeLeads },
  { id: "remove", label: m.common_delete, says: m.leads_remove, icon: Trash, keys: "delete", on: ["", "kept"], warn: true, dialog: RemoveLeads },
  { id: "restore", label: m.leads_restore, icon: RotateCcw, on: ["bin"], run: ({ which, count }) => change((call) => call("leads.remove", { leads: which, restore: true }), () => m.leads_restored({ count })) },
];
