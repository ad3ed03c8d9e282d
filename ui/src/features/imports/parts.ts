/** A dry run or an import as parts that sum to the rows of the file. Pure. */
import type { DryRun, ImportStatus } from "../../ipc";

export type PartName = "create" | "update" | "skip" | "reject";
export interface Part {
  name: PartName;
  rows: number;
}

export const NAMES: readonly PartName[] = ["create", "update", "skip", "reject"];

export const dryParts = (dry: DryRun): Part[] => NAMES.map((name) => ({ name, rows: dry[name] }));

export const doneParts = (status: ImportStatus): Part[] => [
  { name: "create", rows: status.created },
  { name: "update", rows: status.updated },
  { name: "skip", rows: status.skipped },
  { name: "reject", rows: status.rejected },
];

export const sum = (parts: readonly Part[]): number => parts.reduce((total, part) => total + part.rows, 0);

/** Share of the work done, 0 to 1; null while nobody knows. */
export function share(status: ImportStatus, estimate: number | null): number | null {
  const rows = status.rows ?? estimate;
  if (status.state === "done") return 1;
  return rows ? Math.min(1, status.done / rows) : null;
}

/** Rows a second over the last few seconds. */
export class Throughput {
  #points: { at: number; done: number }[] = [];

  /** Notes how far it is at a time in ms; answers rows a second, null before there are two points. */
  note(at: number, done: number): number | null {
    this.#points.push({ at, done });
    while (this.#points.length > 2 && at - (this.#points[0]?.at ?? at) > 5000) this.#points.shift();
    const first = this.#points[0];
    if (!first || at <= first.at || done <= first.done) return null;
    return ((done - first.done) * 1000) / (at - first.at);
  }
}
