/** Where a key takes the cursor of a grid. Pure, so that it can be tested without a page. */
export interface GridPlace {
  cursor: number;
  column: number;
  rows: number;
  columns: number;
  /** Rows in one screen. */
  page: number;
}

/** The new place, or null when the key is not the grid's. */
export function gridKey(event: { key: string; ctrlKey: boolean; metaKey: boolean }, at: GridPlace): { cursor: number; column: number } | null {
  if (at.rows === 0) return null;
  const far = event.ctrlKey || event.metaKey;
  const row = (n: number) => ({ cursor: Math.max(0, Math.min(at.rows - 1, n)), column: at.column });
  const cell = (n: number) => ({ cursor: Math.max(0, at.cursor), column: Math.max(0, Math.min(at.columns - 1, n)) });
  switch (event.key) {
    case "ArrowDown":
      return row(far ? at.rows - 1 : at.cursor + 1);
    case "ArrowUp":
      return row(far ? 0 : at.cursor - 1);
    case "PageDown":
      return row(at.cursor + at.page);
    case "PageUp":
      return row(at.cursor - at.page);
    case "Home":
      return far ? { cursor: 0, column: 0 } : at.columns > 1 && at.column > 0 ? cell(0) : row(0);
    case "End":
      return far ? { cursor: at.rows - 1, column: at.columns - 1 } : row(at.rows - 1);
    case "ArrowLeft":
      return cell(at.column - 1);
    case "ArrowRight":
      return cell(at.column + 1);
    default:
      return null;
  }
}

/** The rows at which a new group begins, in their order. */
export function headsOf<Row>(rows: readonly Row[], group: (row: Row) => string): number[] {
  const heads: number[] = [];
  let before: string | undefined;
  for (const [at, row] of rows.entries()) {
    const now = group(row);
    if (at === 0 || now !== before) heads.push(at);
    before = now;
  }
  return heads;
}

/** How many of the sorted numbers are not above `limit`. */
function countUpTo(sorted: readonly number[], limit: number, of: (at: number) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The line a row stands on when each group has a line of its own above its first row. */
export const lineOfRow = (heads: readonly number[], row: number): number => row + countUpTo(heads, row, (at) => heads[at] ?? 0);

/** The row on a line; the first row of the group for a group's own line. */
export function rowOnLine(heads: readonly number[], line: number): number {
  const before = countUpTo(heads, line, (at) => (heads[at] ?? 0) + at);
  const own = before > 0 && (heads[before - 1] ?? 0) + before - 1 === line;
  return own ? (heads[before - 1] ?? 0) : line - before;
}

/** Ticks as they are after a range was drawn from one row to another: what was ticked before it, and the range. What has no key cannot be ticked. */
export function withRange<Key>(before: ReadonlySet<Key>, keys: readonly (Key | undefined)[], from: number, to: number): Set<Key> {
  return new Set([...before, ...keys.slice(Math.min(from, to), Math.max(from, to) + 1).filter((key) => key !== undefined)]);
}

/** The rows as they are drawn while some groups are folded: of those only the first row, which stands for its group. `from` says where each stands among all. */
export function condense<Row>(rows: readonly Row[], group: (row: Row) => string, folded: ReadonlySet<string>): { rows: Row[]; from: number[] } {
  const from: number[] = [];
  let before: string | undefined;
  for (const [at, row] of rows.entries()) {
    const now = group(row);
    if (now !== before || !folded.has(now)) from.push(at);
    before = now;
  }
  return { rows: from.map((at) => rows[at] as Row), from };
}
