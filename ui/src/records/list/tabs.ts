/** The tabs of a list: those that are always there, one handed over by another page, and the saved views; what each asks, and whether it was changed. Pure. */
import type { Selection, PersonId, View, ViewColumn, ViewDefinition, ViewId } from "../../ipc";
import { isShown, newLayout, type Column, type GridLayout, type Sort } from "../../kit";
import { countTests } from "../conditions/condition";
import type { Tab } from "./source";

/** "all", "kept", "view:7", "handed". */
export type TabId = string;
/** What another page asked to see, as a tab of its own. */
export interface Handed {
  title: string;
  selection: Selection;
  sort?: ViewDefinition["sort"];
}
export const HANDED = "handed";

export const viewTab = (id: ViewId): TabId => `view:${id}`;
export const viewOf = (tab: TabId, views: readonly View[]): View | undefined => views.find((view) => viewTab(view.id) === tab);

export interface Tabs {
  fixed: readonly [Tab, ...Tab[]];
  handed: Handed | null;
  views: readonly View[];
  /** What every question says beside its tab. */
  base: Selection;
}

const EMPTY: ViewDefinition = { condition: { all: [] }, columns: [], sort: [] };

/** Whether there is such a tab. */
export const isThere = (tab: TabId, { fixed, handed, views }: Tabs): boolean => (tab === HANDED ? handed !== null : fixed.some((one) => one.id === tab) || viewOf(tab, views) !== undefined);

/** What a tab shows as long as nobody changes it. */
export function baseOf(tab: TabId, { fixed, handed, views }: Tabs): ViewDefinition {
  if (tab === HANDED && handed) return { ...EMPTY, condition: handed.selection.condition ?? EMPTY.condition, sort: handed.sort ?? [] };
  const one = fixed.find(({ id }) => id === tab);
  return viewOf(tab, views)?.definition ?? { ...EMPTY, condition: one?.condition ?? EMPTY.condition, sort: one?.sort ?? [] };
}

/** The question to the core. A noun whose verbs take a selection says its base, so that none is ever unbounded. */
export function selectionOf(tab: TabId, { condition }: Pick<ViewDefinition, "condition">, { fixed, handed, base }: Tabs, text = ""): Selection {
  const { condition: _, ...rest } = tab === HANDED && handed ? handed.selection : {};
  return {
    ...(fixed.find(({ id }) => id === tab)?.asks ?? base),
    ...rest,
    ...(countTests(condition) > 0 ? { condition } : {}),
    ...(text.trim() ? { text: text.trim() } : {}),
  };
}

/** The columns of a definition as a layout; its own ones when it names none. */
export function layoutOf(columns: readonly ViewColumn[], all: readonly Column<never>[]): GridLayout {
  if (columns.length === 0) return newLayout();
  const names = columns.map(({ name }) => name);
  return {
    order: names,
    shown: Object.fromEntries(all.map(({ key }) => [key, names.includes(key)])),
    widths: Object.fromEntries(columns.flatMap(({ name, width }) => (width === undefined ? [] : [[name, width]]))),
  };
}

/** The layout as columns of a definition; none when it is the list's own. */
export function columnsOf(layout: GridLayout, ordered: readonly Column<never>[], own: readonly Column<never>[]): ViewColumn[] {
  const shown = ordered.filter((column) => isShown(column, layout)).map(({ key }) => ({ name: key, ...(layout.widths[key] === undefined ? {} : { width: layout.widths[key] }) }));
  const usual = own.filter((column) => isShown(column, newLayout())).map(({ key }) => ({ name: key }));
  return JSON.stringify(shown) === JSON.stringify(usual) ? [] : shown;
}

export const toSort = (sort: ViewDefinition["sort"]): Sort[] => sort.map(({ column, descending }) => ({ column, desc: descending }));
export const fromSort = (sort: readonly Sort[]): ViewDefinition["sort"] => sort.map(({ column, desc }) => ({ column, descending: desc }));

/** The order after a click on a head: alone, or with Shift after the others. Three columns at most. */
export function addSort(now: readonly Sort[], by: Sort, add: boolean): Sort[] {
  if (!add) return [by];
  const at = now.findIndex((one) => one.column === by.column);
  const next = at >= 0 ? now.with(at, by) : [...now, by];
  return next.slice(-3);
}

/** Whether two definitions show the same. */
export function isSame(a: ViewDefinition, b: ViewDefinition): boolean {
  const plain = ({ condition, columns, sort, group }: ViewDefinition) => JSON.stringify([countTests(condition) > 0 ? condition : null, columns, sort, group ?? null]);
  return plain(a) === plain(b);
}

/** The tab a list opens with: one's own preferred view, then everybody's, then the first. A view that cannot be read is none to open with. */
export function firstTab(views: readonly View[], me: PersonId, first: Tab): TabId {
  const good = views.filter((view) => view.preferred && !view.broken);
  const preferred = good.find((view) => view.person_id === me) ?? good[0];
  return preferred ? viewTab(preferred.id) : first.id;
}
