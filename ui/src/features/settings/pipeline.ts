/** A pipeline while it is edited. Pure. */
import type { Pipeline, PipelineId, SavePipeline, StageId } from "../../ipc";

export interface StageDraft {
  /** Only for telling rows apart on screen. */
  key: number;
  id: StageId | null;
  name: string;
  /** Percent. */
  rate: number | null;
  category: string;
  rottingDays: number | null;
}
export interface Draft {
  id: PipelineId | null;
  name: string;
  stages: StageDraft[];
}

let counter = 0;
export const newStage = (name = "", rate: number | null = 50): StageDraft => ({ key: ++counter, id: null, name, rate, category: categoryFor(rate), rottingDays: 14 });

/** The category that usually goes with a win rate. */
export function categoryFor(rate: number | null): string {
  return (rate ?? 0) >= 70 ? "commit" : (rate ?? 0) >= 40 ? "best_case" : "pipeline";
}

export const draftOf = (pipeline: Pipeline): Draft => ({
  id: pipeline.id,
  name: pipeline.name,
  stages: pipeline.stages.map((stage) => ({ key: ++counter, id: stage.id, name: stage.name, rate: stage.win_rate_bp / 100, category: stage.category, rottingDays: stage.rotting_days })),
});

/** The same list with one entry moved; out of range it stays as it is. */
export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (to < 0 || to >= list.length || from === to) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Where an entry that is held at `y` belongs: behind all others whose middle is above. */
export const placeAt = (y: number, from: number, boxes: readonly { top: number; height: number }[]): number => boxes.filter(({ top, height }, at) => at !== from && top + height / 2 < y).length;

export const inputOf = (draft: Draft): SavePipeline => ({
  ...(draft.id === null ? {} : { id: draft.id }),
  name: draft.name.trim(),
  stages: draft.stages.map((stage) => ({
    ...(stage.id === null ? {} : { id: stage.id }),
    name: stage.name.trim(),
    win_rate_bp: Math.round((stage.rate ?? 0) * 100),
    category: stage.category,
    ...(stage.rottingDays === null ? {} : { rotting_days: stage.rottingDays }),
  })),
});

/** Whether anything would change: what is on screen, compared as it would be sent. */
export const differs = (draft: Draft, pipeline: Pipeline | null): boolean => pipeline === null || JSON.stringify(inputOf(draft)) !== JSON.stringify(inputOf(draftOf(pipeline)));
