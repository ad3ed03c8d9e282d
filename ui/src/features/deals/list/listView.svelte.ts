/** What the list of deals looks like, kept on this device. */
import { persisted } from "../../../persisted.svelte";
import { newLayout, type Sort } from "../../../kit";
import type { ListFilter } from "./filter";

/** The list as it was left. */
export const listView = () =>
  persisted("deals.list", { filter: { status: ["open"] } as ListFilter, sort: [{ column: "close_on", desc: false }] as Sort[], layout: newLayout(), peek: false }, { disk: true });

/** Where one was in it. */
export const listPlace = () => persisted("deals.place", { top: 0, cursor: -1 });
