/** A list as it was left: the tab, what was changed about it, the text looked for, folded groups, the panel. */
import { untrack } from "svelte";
import type { Condition, Selection, PersonId, View, ViewDefinition } from "../../ipc";
import { inOrder, type Column, type GridLayout, type Sort } from "../../kit";
import { listChanges, listPlace } from "./listState";
import type { Tab } from "./source";
import { baseOf, columnsOf, firstTab, fromSort, HANDED, isSame, isThere, layoutOf, selectionOf, toSort, viewOf, type TabId, type Tabs } from "./tabs";

interface With<Row> {
  name: string;
  fixed: () => readonly [Tab, ...Tab[]];
  base: Selection;
  /** Undefined until they are known. */
  views: () => readonly View[] | undefined;
  me: () => PersonId;
  columns: () => Column<Row>[];
}

export function recordList<Row>(with_: With<Row>) {
  const kept = listChanges(with_.name);
  const place = listPlace(with_.name);
  const tabs = $derived<Tabs>({ fixed: with_.fixed(), handed: place.handed, views: with_.views() ?? [], base: with_.base });

  // A tab whose view is gone, or none yet.
  $effect.pre(() => {
    const views = with_.views();
    if (views && !isThere(place.tab, tabs)) untrack(() => (place.tab = firstTab(views, with_.me(), tabs.fixed[0])));
  });

  const tab = $derived(place.tab || tabs.fixed[0].id);
  const fixed = $derived(tabs.fixed.find(({ id }) => id === place.tab));
  const view = $derived(viewOf(tab, tabs.views));
  const base = $derived(baseOf(tab, tabs));
  const now = $derived(kept.of[tab] ?? base);
  const changed = $derived(!isSame(now, base));
  const layout = $derived(layoutOf(now.columns, with_.columns()));
  const sort = $derived(toSort(now.sort));
  const selection = $derived(selectionOf(tab, now, tabs, place.text));
  const foldKey = $derived(`${tab} ${now.group ?? ""}`);
  const folded = $derived<ReadonlySet<string>>(new Set(now.group ? kept.folded[foldKey] : []));

  function put(part: Partial<ViewDefinition>): void {
    const next = { ...now, ...part };
    if (next.group === undefined) delete next.group;
    if (isSame(next, base)) delete kept.of[tab];
    else kept.of[tab] = $state.snapshot(next) as ViewDefinition;
  }

  return {
    place,
    get handed() {
      return place.handed;
    },
    /** False until the tab is known (the first one may be a saved view), and on a view that cannot be read: it selects nothing. */
    get ready() {
      return fixed !== undefined || (tab === HANDED && place.handed !== null) || (view !== undefined && view.broken !== true);
    },
    get tab() {
      return tab;
    },
    get view() {
      return view;
    },
    get broken() {
      return view?.broken === true;
    },
    /** The tab apart one is on, or "". */
    get where() {
      return fixed?.apart ? fixed.id : "";
    },
    get sealed() {
      return fixed?.sealed === true;
    },
    get now() {
      return now;
    },
    get changed() {
      return changed;
    },
    get selection() {
      return selection;
    },
    /** What a tab asks for when one goes to it. Of the tab one is on, what it asks unchanged: the count of what is on screen is known from its totals. */
    asks(of: TabId): Selection {
      return selectionOf(of, (of === tab ? undefined : kept.of[of]) ?? baseOf(of, tabs), tabs);
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
    get folded() {
      return folded;
    },
    fold(group: string) {
      const next = new Set(folded);
      if (!next.delete(group)) next.add(group);
      if (next.size > 0) kept.folded[foldKey] = [...next];
      else delete kept.folded[foldKey];
    },
    get condition(): Condition {
      return now.condition;
    },
    set condition(next: Condition) {
      put({ condition: next });
    },
    go(next: TabId) {
      Object.assign(place, { tab: next, text: "", cursor: -1, top: 0 });
    },
    revert() {
      delete kept.of[tab];
    },
    /** What was changed about a tab is now in a view of its own. */
    forget(of: TabId) {
      delete kept.of[of];
    },
    /** The tab another page made is no longer needed. */
    drop() {
      delete kept.of[HANDED];
      place.handed = null;
      if (place.tab === HANDED) Object.assign(place, { tab: firstTab(tabs.views, with_.me(), tabs.fixed[0]), text: "", cursor: -1, top: 0 });
    },
  };
}
export type RecordListState = ReturnType<typeof recordList>;
