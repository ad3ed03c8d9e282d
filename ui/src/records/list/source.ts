/** What a list is told about its noun: the commands behind it, its tabs, and what can be done with its rows. */
import type { Component } from "svelte";
import type { Condition, CustomValue, ExportedRecords, ExportFormat, PagedQuery, Permission, PrintedDocument, PrintRecords, Query, Selection, SortBy, PersonId, ViewSort, WorkspaceInfo } from "../../ipc";
import type { Entity } from "../customFields/customFields";
import type { Words } from "../conditions/nounWords";

export interface Numbered {
  id: number;
  /** What it says in fields of one's own. */
  custom?: Readonly<Record<string, CustomValue>>;
}
export interface Counted {
  count: number;
}

/** A tab that is always there. */
export interface Tab {
  id: string;
  label: () => string;
  condition?: Condition;
  sort?: ViewSort[];
  /** Its records are no part of the others: those kept apart, those in the bin. It stands behind a line, and `asks` says which they are. */
  apart?: boolean;
  asks?: Pick<Selection, "quarantined" | "removed">;
  /** Its records have no page as long as they are there: the bin. */
  sealed?: boolean;
}

/** What rows can be grouped by: the field, what a row has there, and how that is said. */
export interface GroupOf<Row> {
  field: string;
  label: () => string;
  value: (row: Row) => string | number | null;
  text: (row: Row) => string;
}

export interface Question {
  filter: Selection;
  sort: SortBy[];
}

/** What columns need to know of the workspace. */
export interface Around {
  currency: string;
  today: string;
}

/** The commands of a noun's list, one adapter each (`records/<noun>/…List.ts`): when a command changes its form, only that file does. */
export interface ListSource<Row extends Numbered, Sum extends Counted> {
  /** The stable name: what is kept of the list and its test ids carry it. */
  name: string;
  /** Of one row, for test ids. */
  one: string;
  path: string;
  tabs: (me: PersonId) => readonly [Tab, ...Tab[]];
  /** What every question says beside its tab, so that none is unbounded. */
  base?: Selection;
  rows: (ask: () => Question | null) => PagedQuery<Row>;
  totals?: (filter: () => Selection | null) => Query<Sum>;
  /** How many each of several selections finds, in one answer. */
  counts?: (selections: () => Selection[] | null) => Query<number[]>;
  /** How many there are, when nothing narrows and there are no totals. */
  known?: (info: WorkspaceInfo) => number;
  /** What the condition editor offers. */
  words?: Words;
  /** Saved views: what they are kept under, and who may write and share them. */
  views?: { entity: Entity; write: Permission; share: Permission };
  export?: (what: Question & { columns: string[]; format: ExportFormat }) => Promise<ExportedRecords>;
  /** The list on paper: pictures of its pages, and the same as a PDF. Its columns are those on screen. */
  printed?: { pages: (ask: () => PrintRecords | null) => Query<PrintedDocument>; pdf: (what: PrintRecords) => Promise<PrintedDocument> };
  /** Columns that stand for others in a file. */
  exported?: Readonly<Record<string, readonly string[]>>;
  groups?: readonly GroupOf<Row>[];
  /** Whose fields of one's own are columns of it. */
  own?: Entity;
  /** What is needed to change a row. */
  write: Permission;
  /** Verbs take a selection, so that all that is found can be chosen, loaded or not. */
  whole?: boolean;
  trail?: { leave: (ids: readonly number[], from?: string, total?: number) => void };
}

/** What a verb is meant for. */
export interface Target {
  /** As commands that take a selection understand it. */
  which: Selection;
  /** The same one by one; empty when all that is found is meant and not all of it is loaded. */
  ids: readonly number[];
  count: number;
  /** Some of their names, for the dialog. */
  names: string[];
}

/** Something that can be done with the chosen rows, by a button and by a key. */
export interface Verb {
  id: string;
  label: () => string;
  /** What the key does, where the button's word is too short to say it. */
  says?: () => string;
  icon: Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props
  keys?: string;
  /** The tabs apart it is for, "" for all the others; only for those when not given. */
  on?: readonly string[];
  /** It takes away. */
  warn?: boolean;
  /** For several: it is not offered for the row under the cursor alone. */
  several?: { most: number };
  /** Done at once. Answers whether it worked. */
  run?: (target: Target) => Promise<boolean>;
  dialog?: Component<{ target: Target; onclose: () => void; ondone: () => void }>;
}

/** What a panel beside the list can do with its row. */
export interface Acts {
  open: () => void;
  verb: (id: string) => void;
}

/** What is on screen, for the line of totals. */
export interface Shown {
  /** The tab apart, or "". */
  place: string;
  condition: Condition;
  /** Adds a test to the condition. */
  narrow: (test: Condition) => void;
}
