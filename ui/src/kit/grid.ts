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
