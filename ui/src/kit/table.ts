/** Columns of DataTable and VirtualGrid. */
import type { Snippet } from "svelte";

export interface Column<Row> {
  key: string;
  label: string;
  /** Plain text of a cell: shown unless `cell` is given, and read out. */
  text: (row: Row) => string;
  /** Draws the cell instead of `text`. */
  cell?: Snippet<[Row]>;
  /** Right-aligned figures. */
  num?: boolean;
  /** The list can be ordered by it. */
  sortable?: boolean;
  /** Pixels at 100 % text size (VirtualGrid; default 140). */
  width?: number;
  /** Its share of the room that is left (VirtualGrid); without any such column the first takes all of it. */
  grows?: number;
  /** Not offered in the column picker: always shown. */
  fixed?: boolean;
  /** Hidden until chosen in the column picker. */
  hidden?: boolean;
  /** Where it goes in the two-line row of a narrow screen (DataTable keeps its columns); not shown there without it, if another column has it. */
  phone?: "title" | "end" | "sub" | "sub-end";
}

export interface Sort {
  column: string;
  desc: boolean;
}

/** What a person changed about a grid's columns; keep it with `persisted(name, {…}, { disk: true })`. */
export interface GridLayout {
  /** Column key → pixels. */
  widths: Record<string, number>;
  /** Column key → shown. */
  shown: Record<string, boolean>;
  /** Column keys in the order somebody put them into; those that are not named keep their place behind. */
  order?: string[];
}

export const newLayout = (): GridLayout => ({ widths: {}, shown: {} });

export const isShown = <Row>(column: Column<Row>, layout: GridLayout): boolean => column.fixed === true || (layout.shown[column.key] ?? !column.hidden);

/** The order after a click on a column head: ascending, then descending, then ascending. Figures start with the largest. */
export function nextSort<Row>(column: Column<Row>, now: Sort | null): Sort {
  return now?.column === column.key ? { column: column.key, desc: !now.desc } : { column: column.key, desc: column.num === true };
}

/** The columns in the order of the layout. The first one stays first: it names the row. */
export function inOrder<Row>(columns: readonly Column<Row>[], layout: GridLayout): Column<Row>[] {
  const { order } = layout;
  if (!order) return [...columns];
  const place = (column: Column<Row>, at: number) => (at === 0 ? -1 : order.includes(column.key) ? order.indexOf(column.key) : order.length + at);
  return columns
    .map((column, at) => ({ column, place: place(column, at) }))
    .sort((a, b) => a.place - b.place)
    .map(({ column }) => column);
}
