/** The tabs of the list: those that are always there, and the saved views; what each asks, and whether it was changed. Pure. */
import type { Condition, Selection, PersonId, View, ViewColumn, ViewDefinition, ViewId } from "../../../ipc";
import { isShown, newLayout, type Column, type GridLayout, type Sort } from "../../../kit";
import { countTests } from "../../../records/conditions/condition";

/** Where the rows come from: the leads people work with, those kept apart, those in the bin. */
export type Place = "leads" | "kept" | "bin";
export const BUILT_IN = ["all", "mine", "unowned", "today"] as const;
export type BuiltIn = (typeof BUILT_IN)[number];
/** "all", "kept", "bin", "view:7". */
export type TabId = string;

export const viewTab = (id: ViewId): TabId => `view:${id}`;
export const viewOf = (tab: TabId, views: readonly View[]): View | undefined => views.find((view) => viewTab(view.id) === tab);
export const placeOf = (tab: TabId): Place => (tab === "kept" || tab === "bin" ? tab : "leads");

const EMPTY: ViewDefinition = { condition: { all: [] }, columns: [], sort: [] };

/** What a tab shows as long as nobody changes it. */
export function baseOf(tab: TabId, views: readonly View[], me: PersonId): ViewDefinition {
  const conditions: Record<string, Condition> = {
    mine: { all: [{ field: "owner", is: "any_of", values: [me] }] },
    unowned: { all: [{ field: "owner", is: "empty" }] },
    today: { all: [{ field: "created_at", is: "today" }] },
  };
  return viewOf(tab, views)?.definition ?? { ...EMPTY, condition: conditions[tab] ?? EMPTY.condition };
}

/** The question to the core. It is never unbounded: a verb for all of a tab must say which. */
export function selectionOf(place: Place, condition: Condition, text = ""): Selection {
  return {
    ...(place === "kept" ? { quarantined: true } : place === "bin" ? { removed: true } : { quarantined: false }),
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

/** Whether two definitions show the same. */
export function isSame(a: ViewDefinition, b: ViewDefinition): boolean {
  const plain = ({ condition, columns, sort, group }: ViewDefinition) => JSON.stringify([countTests(condition) > 0 ? condition : null, columns, sort, group ?? null]);
  return plain(a) === plain(b);
}

/** The tab a list opens with: one's own preferred view, then everybody's, then all leads. */
export function firstTab(views: readonly View[], me: PersonId): TabId {
  const preferred = views.find((view) => view.preferred && view.person_id === me) ?? views.find((view) => view.preferred);
  return preferred ? viewTab(preferred.id) : "all";
}
