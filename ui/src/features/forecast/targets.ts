/** Targets of a business year as a grid of year, quarters and months. Pure. */
import type { Input, Target } from "../../ipc";
import { addMonths } from "../../records/periods/period";
import type { OwnerId, PipelineId } from "../../records/forecast/types";

export type TargetKind = Target["period_kind"];
export interface Cell {
  kind: TargetKind;
  start: string;
}
export const keyOf = (cell: Cell): string => `${cell.kind} ${cell.start}`;

/** Year first, then each quarter followed by its months. */
export function cellsOf(year: string): Cell[] {
  const quarters = [0, 3, 6, 9].map((n) => addMonths(year, n));
  return [{ kind: "year", start: year }, ...quarters.flatMap((start): Cell[] => [{ kind: "quarter", start }, ...[0, 1, 2].map((n): Cell => ({ kind: "month", start: addMonths(start, n) }))])];
}

/** What is set for one person (null: the company) and one pipeline (null: all), by cell. */
export function amountsOf(targets: readonly Target[], owner: OwnerId | null, pipeline: PipelineId | null): Record<string, number> {
  const mine = targets.filter((one) => one.person_id === owner && one.pipeline_id === pipeline);
  return Object.fromEntries(mine.map((one) => [keyOf({ kind: one.period_kind, start: one.starts_on }), one.amount_minor]));
}

/** A cell left empty counts as the sum of its parts when each of them has an amount; null otherwise. */
export function sumOf(cell: Cell, amounts: Readonly<Record<string, number | null>>): number | null {
  const step = { year: 3, quarter: 1, month: 0 }[cell.kind];
  if (step === 0) return null;
  const parts = (cell.kind === "year" ? [0, 3, 6, 9] : [0, 1, 2]).map((n): Cell => ({ kind: step === 3 ? "quarter" : "month", start: addMonths(cell.start, n) }));
  let sum = 0;
  for (const part of parts) {
    const own = amounts[keyOf(part)] ?? sumOf(part, amounts);
    if (own === null) return null;
    sum += own;
  }
  return sum;
}

/** The changes between what is set and what was typed. A cleared cell takes its target away; an amount keeps the stretch above it. */
export function changes(cells: readonly Cell[], before: Readonly<Record<string, number>>, after: Readonly<Record<string, number | null>>, owner: OwnerId | null, pipeline: PipelineId | null, targets: readonly Target[]): Input<"targets.save">[] {
  return cells
    .filter((cell) => (before[keyOf(cell)] ?? null) !== (after[keyOf(cell)] ?? null))
    .map((cell) => {
      const amount = after[keyOf(cell)] ?? null;
      const stretch = targets.find((one) => one.person_id === owner && one.pipeline_id === pipeline && one.period_kind === cell.kind && one.starts_on === cell.start)?.stretch_minor ?? null;
      return {
        ...(owner === null ? {} : { person_id: owner }),
        ...(pipeline === null ? {} : { pipeline_id: pipeline }),
        period_kind: cell.kind,
        starts_on: cell.start,
        ...(amount === null ? {} : { amount_minor: amount }),
        ...(amount !== null && stretch !== null && stretch >= amount ? { stretch_minor: stretch } : {}),
      };
    });
}
