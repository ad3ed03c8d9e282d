/** The list of leads as it was left: the tab, what was changed about it, the text looked for, the panel. */
import { untrack } from "svelte";
import type { Condition, LeadRow, Selection, PersonId, View, ViewDefinition } from "../../../ipc";
import { leadListChanges, leadListPlace } from "../../../records/leads/leadListState";
import { inOrder, type Column, type GridLayout, type Sort } from "../../../kit";
import { baseOf, columnsOf, firstTab, fromSort, isSame, layoutOf, placeOf, selectionOf, toSort, viewOf, type TabId } from "./tabs";

export function leadList(with_: { views: () => readonly View[] | undefined; me: () => PersonId; columns: () => Column<LeadRow>[] }) {
  const kept = leadListChanges();
  const place = leadListPlace();

  // A tab whose view is gone, or none yet.
  $effect.pre(() => {
    const views = with_.views();
    if (!views) return;
    if (place.tab === "" || (place.tab.startsWith("view:") && !viewOf(place.tab, views))) untrack(() => (place.tab = firstTab(views, with_.me())));
  });

  const tab = $derived(place.tab || "all");
  const base = $derived(baseOf(tab, with_.views() ?? [], with_.me()));
  const now = $derived(kept.of[tab] ?? base);
  const changed = $derived(!isSame(now, base));
  const layout = $derived(layoutOf(now.columns, with_.columns()));
  const sort = $derived(toSort(now.sort));

  function put(part: Partial<ViewDefinition>): void {
    const next = { ...now, ...part };
    if (next.group === undefined) delete next.group;
    if (isSame(next, base)) delete kept.of[tab];
    else kept.of[tab] = $state.snapshot(next) as ViewDefinition;
  }

  const shown = (): Selection => selectionOf(placeOf(tab), now.condition, place.text);
  return {
    place,
    /** False until the saved views are known. */
    get ready() {
      return place.tab !== "";
    },
    get tab() {
      return tab;
    },
    get where() {
      return placeOf(tab);
    },
    get now() {
      return now;
    },
    get changed() {
      return changed;
    },
    get selection() {
      return shown();
    },
    /** What a tab asks for when one goes to it; of the tab one is on, what is on screen. */
    asks(of: TabId): Selection {
      return of === tab ? shown() : selectionOf(placeOf(of), (kept.of[of] ?? baseOf(of, with_.views() ?? [], with_.me())).condition);
    },
    get text() {
      return place.text;
    },
    set text(next: string) {
      place.text = next;
    },
    get peek() {
      return kept.peek;
    },
    set peek(next: boolean) {
      kept.peek = next;
    },
    get layout(): GridLayout {
      return layout;
    },
    set layout(next: GridLayout) {
      const all = with_.columns();
      put({ columns: columnsOf(next, inOrder(all, next), all) });
    },
    get sort(): Sort[] {
      return sort;
    },
    set sort(next: Sort[]) {
      put({ sort: fromSort(next) });
    },
    get group(): string | undefined {
      return now.group;
    },
    set group(next: string | undefined) {
      put(next === undefined ? { group: undefined as never } : { group: next });
    },
    get condition(): Condition {
      return now.condition;
    },
    set condition(next: Condition) {
      put({ condition: next });
    },
    go(next: TabId) {
      place.tab = next;
      place.text = "";
      place.cursor = -1;
      place.top = 0;
    },
    revert() {
      delete kept.of[tab];
    },
    /** What was changed about a tab is now in a view of its own. */
    forget(of: TabId) {
      delete kept.of[of];
    },
  };
}
export type LeadList = ReturnType<typeof leadList>;
